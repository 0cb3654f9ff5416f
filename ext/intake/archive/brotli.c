/* Brotli (RFC 7932), as servers send pages, by libbrotlidec, which is optional when newsext is built: see coding.h. */
#include "coding.h"

#if defined(NEWSEXT_BROTLI)
#include <brotli/decode.h>

const char *brotli_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  BrotliDecoderState *state = BrotliDecoderCreateInstance(library_take, library_give_back, NULL);
  const uint8_t *in = (const uint8_t *)s.text;
  size_t left = s.bytes, room = 0;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  out->no_memory |= !state;
  while (state && result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->count < most &&
         buffer_room(out, CODING_STEP) && !must_stop(stop, CODING_STEP)) {
    uint8_t *to = (uint8_t *)out->bytes + out->count;
    room = CODING_STEP;
    result = BrotliDecoderDecompressStream(state, &left, &in, &room, &to, NULL);
    out->count += CODING_STEP - room;
  }
  BrotliDecoderErrorCode error = state ? BrotliDecoderGetErrorCode(state) : BROTLI_DECODER_NO_ERROR;
  out->no_memory |=
      error <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES && error >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
  if (state) BrotliDecoderDestroyInstance(state);
  if (result == BROTLI_DECODER_RESULT_SUCCESS) return NULL;
  return result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT ? CODING_TOO_MUCH : CODING_BROKEN;
}

#else /* without libbrotlidec */

const char *brotli_text(struct buffer *out, struct slice s, size_t most, struct stop *stop) {
  (void)out, (void)s, (void)most, (void)stop;
  return "was sent compressed by brotli, which this build cannot read: it was built without libbrotli";
}

#endif
