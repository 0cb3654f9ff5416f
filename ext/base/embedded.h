/*
** Embedding a file of data in the program, by the assembler:
**
**     EMBED(names_weights, "names.weights")   // extern const unsigned char names_weights[]
**
** A C array of some megabytes would say the same, and take the compiler a
** minute.  The assembler looks for the file where the compiler looks for headers.
*/
#ifndef NEWSEXT_EMBEDDED_H
#define NEWSEXT_EMBEDDED_H

#if defined(__APPLE__)
#define EMBED_SECTION ".const_data\n"
#define EMBED_SYMBOL(name) "_" #name
#define EMBED_HIDDEN ".private_extern "
#elif defined(_WIN32)
#define EMBED_SECTION ".section .rdata,\"dr\"\n"
#define EMBED_SYMBOL(name) #name
#define EMBED_HIDDEN "// "
#else
#define EMBED_SECTION ".section .rodata,\"a\"\n"
#define EMBED_SYMBOL(name) #name
#define EMBED_HIDDEN ".hidden "
#endif

#define EMBED(name, file)                                                                        \
  __asm__(EMBED_SECTION ".balign 64\n.globl " EMBED_SYMBOL(name) "\n" EMBED_HIDDEN EMBED_SYMBOL( \
      name) "\n" EMBED_SYMBOL(name) ":\n.incbin \"" file "\"\n.byte 0\n.balign 8\n.text\n");     \
  extern const unsigned char name[];

#endif
