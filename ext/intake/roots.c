/* Where stories come from: see roots.h. */
#include "roots.h"

#include "../base/memory.h"
#include "files.h"
#include "system.h"
#include "wildcard.h"

#include <errno.h>
#include <string.h>

static char *copied(const char *from, size_t bytes) {
  char *copy = memory_resize(NULL, bytes + 1);
  if (copy) memcpy(copy, from, bytes), copy[bytes] = 0;
  return copy;
}

/* Sets folder and part; the folder is the first `bytes` of a path, in any spelling. */
static enum status set(struct root *r, const char *path, size_t bytes, const char *part) {
  char *near = bytes ? copied(path, bytes) : copied(".", 1);
  if (!near) return STATUS_NO_MEMORY;
  r->error = system_real_path(near, &r->folder);
  memory_free(near);
  if (r->error) return r->error == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
  r->part = copied(part, strlen(part));
  return r->folder && r->part ? STATUS_OK : STATUS_NO_MEMORY;
}

/* Where the name behind the last slash begins. */
static const char *last_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* A file, which may be called by links: the folder is that of the file itself. */
static enum status set_file(struct root *r, const char *path) {
  char *full = NULL;
  r->error = system_real_path(path, &full);
  if (r->error) return r->error == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO;
  const char *name = last_name(full);
  enum status status = set(r, full, (size_t)(name - full), name);
  memory_free(full);
  return status;
}

static enum status find(struct root *r, const char *path) {
  struct system_info info;
  r->error = system_stat(NULL, path, &info);
  if (!r->error) {
    if (info.kind == SYSTEM_FOLDER) return set(r, path, strlen(path), "");
    return info.kind == SYSTEM_FILE ? set_file(r, path) : STATUS_INVALID;
  }
  size_t wild = wildcard_first(path);
  if (!path[wild]) return STATUS_IO;
  while (wild && path[wild - 1] != '/') wild--;
  r->is_pattern = true;
  return set(r, path, wild, path + wild);
}

enum status root_find(struct root *r, const char *path) {
  if (!strcmp(path, "-")) return STATUS_INVALID;
  char *clean = copied(path, strlen(path));
  if (!clean) return STATUS_NO_MEMORY;
  system_clean_path(clean);
  enum status status = find(r, clean);
  memory_free(clean);
  return status;
}

void root_free(struct root *r) {
  memory_free(r->folder);
  memory_free(r->part);
  *r = (struct root){0};
}

const char *root_below(const char *folder, const char *outer) {
  size_t bytes = strlen(outer);
  if (bytes && outer[bytes - 1] == '/') bytes--; /* the root of all */
  return !strncmp(folder, outer, bytes) && folder[bytes] == '/' && folder[bytes + 1] ? folder + bytes + 1 : NULL;
}

bool root_widen(struct root *r, const char *outer) {
  const char *below = root_below(r->folder, outer);
  struct buffer part = {0};
  for (; below && *below; below++) {
    if (r->is_pattern && wildcard_means(*below)) buffer_add_byte(&part, '\\');
    buffer_add_byte(&part, *below);
  }
  buffer_add_byte(&part, '/');
  buffer_add_text(&part, r->part);
  char *folder = copied(outer, strlen(outer)), *copy = part.no_memory ? NULL : copied(part.bytes, part.count);
  buffer_free(&part);
  if (!folder || !copy) {
    memory_free(folder);
    memory_free(copy);
    return false;
  }
  memory_free(r->folder);
  memory_free(r->part);
  r->folder = folder;
  r->part = copy;
  return true;
}

bool root_has(const struct root *r, const char *path) {
  size_t bytes = strlen(r->part);
  if (r->is_pattern) return files_match(r->part, path, strlen(path));
  if (bytes && r->part[bytes - 1] == '/') return !strncmp(path, r->part, bytes);
  return !bytes || !strcmp(path, r->part);
}

bool root_is_walked(const char *below) {
  for (; *below; below += *below == '/') {
    if (*below == '.') return false;
    below += strcspn(below, "/");
  }
  return true;
}

bool root_exists(const char *folder) {
  struct system_info info;
  return !system_stat(NULL, folder, &info) && info.kind == SYSTEM_FOLDER;
}
