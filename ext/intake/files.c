/* Walking a folder tree: see files.h. */
#include "files.h"

#include "../base/memory.h"
#include "system.h"
#include "wildcard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FOLDERS = 256, KIND_FILE = 'f', KIND_FOLDER = 'd', KIND_OTHER = 'o', KIND_BROKEN = 'b', KIND_LOOP = 'l' };

/* An open folder.  A name in `names` is its kind, its bytes, a slash where it is a folder, and NUL. */
struct folder {
  struct folder *outer;
  struct system_folder *handle;
  struct system_info info;
  size_t path_bytes; /* of files.path, with the slash behind it */
  struct buffer names;
  uint32_t *order; /* where each name starts */
  size_t count, next;
  int depth;
};

static void close_folder(struct files *f) {
  struct folder *d = f->folder;
  f->folder = d->outer;
  system_close_folder(d->handle);
  buffer_free(&d->names);
  memory_free(d->order);
  memory_free(d);
}

void files_close(struct files *f) {
  while (f->folder) close_folder(f);
  buffer_free(&f->path);
  buffer_free(&f->full);
  memory_free(f->root);
  memory_free(f->pattern);
  *f = (struct files){0};
}

/* Why an entry of that kind cannot be read; NULL where it can. */
static const char *problem_of(char kind) {
  switch (kind) {
    case KIND_LOOP: return "is a link to a folder that it is in";
    case KIND_BROKEN: return "is a link to nothing";
    case KIND_OTHER: return "is no regular file";
    default: return NULL;
  }
}

/* What an entry is, links followed. */
static char kind_of(const struct files *f, const struct folder *d, const char *name, enum system_kind kind) {
  struct system_info info = {.kind = kind};
  if (kind == SYSTEM_UNKNOWN) {
    int error = system_stat(d->handle, name, &info);
    if (error) return error == ELOOP ? KIND_LOOP : KIND_BROKEN;
    for (const struct folder *o = info.kind == SYSTEM_FOLDER ? f->folder : NULL; o; o = o->outer)
      if (o->info.device == info.device && o->info.inode == info.inode) return KIND_LOOP;
  }
  return info.kind == SYSTEM_FOLDER ? KIND_FOLDER : info.kind == SYSTEM_FILE ? KIND_FILE : KIND_OTHER;
}

static int by_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Puts the names of a folder into byte-wise order, a folder's as if its slash
** were part of it, for that is how its files' paths compare. */
static bool sort_names(struct folder *d) {
  const char **names = memory_resize(NULL, (d->count + 1) * sizeof *names);
  d->order = memory_resize(NULL, (d->count + 1) * sizeof *d->order);
  if (names && d->order) {
    size_t at = 0;
    for (size_t i = 0; i < d->count; i++) {
      names[i] = d->names.bytes + at + 1;
      at += strlen(names[i]) + 2;
    }
    if (d->count) qsort(names, d->count, sizeof *names, by_name);
    for (size_t i = 0; i < d->count; i++) d->order[i] = (uint32_t)(names[i] - d->names.bytes);
  }
  memory_free(names);
  return names && d->order;
}

/* Opens a folder in another, or of the working directory.  False with an error, or with no_memory. */
static bool open_folder(struct files *f, const char *name) {
  struct system_folder *handle = NULL;
  struct system_info info;
  f->error = system_open_folder(&handle, f->folder ? f->folder->handle : NULL, name, &info);
  struct folder *d = f->error ? NULL : memory_resize(NULL, sizeof *d);
  if (!d) {
    if (!f->error || f->error == ENOMEM) f->no_memory = true;
    system_close_folder(handle);
    return false;
  }
  *d = (struct folder){.outer = f->folder, .handle = handle, .info = info, .path_bytes = f->path.count};
  d->depth = d->outer ? d->outer->depth + 1 : 1;
  f->folder = d;
  enum system_kind found;
  for (const char *entry; (entry = system_next_name(handle, &found)) != NULL;) {
    if (entry[0] == '.') continue;
    char kind = kind_of(f, d, entry, found);
    buffer_add_byte(&d->names, kind);
    buffer_add_text(&d->names, entry);
    if (kind == KIND_FOLDER) buffer_add_byte(&d->names, '/');
    buffer_add(&d->names, "", 1);
    d->count++;
  }
  if (d->names.no_memory || d->names.count > UINT32_MAX || !sort_names(d)) f->no_memory = true;
  return true;
}

bool files_match(const char *pattern, const char *path, size_t bytes) {
  size_t at = 0;
  while (*pattern) {
    size_t n = wildcard_part(pattern), k = 0;
    while (at + k < bytes && path[at + k] != '/') k++;
    if (at >= bytes) return bytes && path[bytes - 1] == '/'; /* a folder on the way */
    if (!wildcard_match(pattern, n, path + at, k)) return false;
    pattern += n + (pattern[n] == '/');
    at += k + 1;
  }
  return true;
}

static bool is_wanted(const struct files *f) {
  if (f->pattern && !files_match(f->pattern, f->path.bytes, f->path.count)) return false;
  return !f->wanted || f->wanted(f->context, f->path.bytes, f->path.count);
}

static char *copied(const char *from, size_t bytes) {
  char *copy = memory_resize(NULL, bytes + 1);
  if (copy) memcpy(copy, from, bytes), copy[bytes] = 0;
  return copy;
}

/* Whether the walk would come by a path: no part of it is empty or starts with a dot. */
static bool is_walked(const char *path) {
  for (; *path; path += path[0] == '/') {
    if (*path == '.' || *path == '/') return false;
    path += strcspn(path, "/");
    if (*path == '/' && !path[1]) return false;
  }
  return true;
}

/* Whether a folder on the way to `full` is a link, which may lead in a circle. */
static bool by_link(char *full, size_t from) {
  bool is_link;
  for (char *slash = strchr(full + from, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    bool link = !system_find(full, &is_link) && is_link;
    *slash = '/';
    if (link) return true;
  }
  return false;
}

/* Goes to the one file that is wanted, or to the end if there is none.  False for
** a folder, and behind links: what there is to say of them, the walk says. */
static bool go_direct(struct files *f) {
  struct system_info info;
  bool is_link;
  f->direct = f->done = true;
  if (!*f->only || !is_walked(f->only)) return true;
  buffer_add_text(&f->full, f->root);
  buffer_add_text(&f->full, "/");
  buffer_add_text(&f->full, f->only);
  buffer_add_text(&f->path, f->only);
  f->no_memory = f->full.no_memory || f->path.no_memory;
  if (f->no_memory) return true;
  int missing = system_find(f->full.bytes, &is_link);
  /* Below a file, which may be an archive; or the walk, which opens folder by folder, finds it. */
  if (missing == ENOTDIR || missing == ENAMETOOLONG) return f->direct = f->done = false;
  f->done = missing != 0;
  if (f->done) return true;
  bool broken = system_stat(NULL, f->full.bytes, &info) != 0;
  if ((!broken && info.kind == SYSTEM_FOLDER) || by_link(f->full.bytes, strlen(f->root) + 1))
    return f->direct = f->done = false;
  f->problem = problem_of(broken ? KIND_BROKEN : info.kind == SYSTEM_FILE ? KIND_FILE : KIND_OTHER);
  f->done = !is_wanted(f);
  return true;
}

enum status files_open(struct files *f, const char *root) {
  struct system_info info;
  if (!strcmp(root, "-")) root = SYSTEM_INPUT;
  f->root = copied(root, strlen(root));
  if (!f->root) return STATUS_NO_MEMORY;
  system_clean_path(f->root);
  f->error = system_stat(NULL, f->root, &info);
  size_t wild = wildcard_first(f->root);
  if (f->error && f->root[wild]) { /* a pattern: its root is the folder before it */
    while (wild && f->root[wild - 1] != '/') wild--;
    f->pattern = f->root;
    f->root = wild ? copied(f->pattern, wild) : copied(".", 1);
    if (!f->root) return STATUS_NO_MEMORY;
    memmove(f->pattern, f->pattern + wild, strlen(f->pattern + wild) + 1);
    f->error = system_stat(NULL, f->root, &info);
  }
  if (f->error) return STATUS_IO;
  f->single = info.kind != SYSTEM_FOLDER;
  if (f->single) return STATUS_OK;
  if (f->only && go_direct(f)) return f->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
  f->path.count = 0;
  buffer_add(&f->path, "", 0);
  if (!f->path.no_memory && !open_folder(f, f->root) && !f->no_memory) return STATUS_IO;
  return f->no_memory || f->path.no_memory ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool next_single(struct files *f) {
  if (f->done) return false;
  f->done = true;
  const char *slash = strrchr(f->root, '/');
  f->path.count = 0;
  buffer_add_text(&f->path, slash ? slash + 1 : f->root);
  f->no_memory = f->path.no_memory;
  return !f->no_memory && is_wanted(f);
}

bool files_next(struct files *f) {
  if (f->direct) { /* it is there already, with its problem */
    bool there = !f->done;
    f->done = true;
    return there;
  }
  f->problem = NULL;
  f->error = 0;
  if (f->single) return next_single(f);
  while (f->folder && !f->no_memory) {
    struct folder *d = f->folder;
    f->path.count = d->path_bytes;
    if (d->next == d->count) {
      close_folder(f);
      continue;
    }
    const char *name = d->names.bytes + d->order[d->next++];
    char kind = name[-1];
    buffer_add_text(&f->path, name);
    f->no_memory |= f->path.no_memory;
    if (f->no_memory || !is_wanted(f)) continue;
    if (kind == KIND_FOLDER) {
      if (d->depth < MOST_FOLDERS && open_folder(f, name)) continue;
      f->problem = d->depth < MOST_FOLDERS ? "folder cannot be opened" : "folders are too deep";
      f->path.count--; /* the slash */
      f->path.bytes[f->path.count] = 0;
    } else {
      f->problem = problem_of(kind);
    }
    return !f->no_memory;
  }
  return false;
}

/* The open folder, and the name in it, of the file it is at. */
static const struct system_folder *handle_of(const struct files *f, const char **name) {
  if (f->single || f->direct) {
    *name = f->single ? f->root : f->full.bytes;
    return NULL;
  }
  *name = f->path.bytes + f->folder->path_bytes;
  return f->folder->handle;
}

bool files_stat(struct files *f, int64_t *bytes, int64_t *modified) {
  const char *name;
  struct system_info info;
  const struct system_folder *in = handle_of(f, &name);
  if (system_stat(in, name, &info)) return false;
  *bytes = info.kind == SYSTEM_FILE ? info.bytes : -1;
  *modified = info.modified;
  return true;
}

int files_read(struct files *f) {
  const char *name;
  const struct system_folder *in = handle_of(f, &name);
  int file = -1;
  f->error = system_open(&file, in, name); /* of a pipe: stream.c waits */
  if (f->error) f->problem = "cannot be opened";
  return file;
}
