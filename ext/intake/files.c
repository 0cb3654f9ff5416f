/* Walking a folder tree: see files.h. */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "files.h"

#include "../base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FOLDERS = 256, KIND_FILE = 'f', KIND_FOLDER = 'd', KIND_OTHER = 'o', KIND_BROKEN = 'b', KIND_LOOP = 'l' };

/* An open folder.  A name in `names` is its kind, its bytes, a slash where it is a folder, and NUL. */
struct folder {
  struct folder *outer;
  DIR *handle;
  dev_t device;
  ino_t inode;
  size_t path_bytes; /* of files.path, with the slash behind it */
  struct buffer names;
  uint32_t *order; /* where each name starts */
  size_t count, next;
  int depth;
};

static void close_folder(struct files *f) {
  struct folder *d = f->folder;
  f->folder = d->outer;
  if (d->handle) closedir(d->handle);
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

static char kind_of_mode(mode_t mode) { return S_ISDIR(mode) ? KIND_FOLDER : S_ISREG(mode) ? KIND_FILE : KIND_OTHER; }

/* What an entry is, links followed. */
static char kind_of(const struct files *f, const struct folder *d, const struct dirent *e) {
  if (e->d_type == DT_REG) return KIND_FILE;
  if (e->d_type == DT_DIR) return KIND_FOLDER;
  struct stat info;
  if (fstatat(dirfd(d->handle), e->d_name, &info, 0)) return errno == ELOOP ? KIND_LOOP : KIND_BROKEN;
  if (S_ISDIR(info.st_mode))
    for (const struct folder *o = f->folder; o; o = o->outer)
      if (o->device == info.st_dev && o->inode == info.st_ino) return KIND_LOOP;
  return kind_of_mode(info.st_mode);
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

/* Opens a folder: `at` is the handle of the one it is in, or AT_FDCWD.  False
** with an errno, or with no_memory. */
static bool open_folder(struct files *f, int at, const char *name) {
  int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return false;
  struct stat info;
  DIR *handle = fstat(fd, &info) ? NULL : fdopendir(fd);
  struct folder *d = handle ? memory_resize(NULL, sizeof *d) : NULL;
  if (!d) {
    if (handle) f->no_memory = true, closedir(handle);
    else close(fd);
    return false;
  }
  *d = (struct folder){
      .outer = f->folder, .handle = handle, .device = info.st_dev, .inode = info.st_ino, .path_bytes = f->path.count};
  d->depth = d->outer ? d->outer->depth + 1 : 1;
  f->folder = d;
  for (struct dirent *e; (e = readdir(handle)) != NULL;) {
    if (e->d_name[0] == '.') continue;
    char kind = kind_of(f, d, e);
    buffer_add_byte(&d->names, kind);
    buffer_add_text(&d->names, e->d_name);
    if (kind == KIND_FOLDER) buffer_add_byte(&d->names, '/');
    buffer_add(&d->names, "", 1);
    d->count++;
  }
  if (d->names.no_memory || d->names.count > UINT32_MAX || !sort_names(d)) f->no_memory = true;
  return true;
}

bool files_match(const char *pattern, const char *path, size_t bytes) {
  char part[256 + 1], want[256 + 1];
  size_t at = 0;
  while (*pattern) {
    size_t n = strcspn(pattern, "/"), k = 0;
    while (at + k < bytes && path[at + k] != '/') k++;
    if (at >= bytes) return bytes && path[bytes - 1] == '/'; /* a folder on the way */
    if (n > 256 || k > 256) return false;
    memcpy(want, pattern, n);
    memcpy(part, path + at, k);
    want[n] = part[k] = 0;
    if (fnmatch(want, part, FNM_PERIOD)) return false;
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
  struct stat info;
  for (char *slash = strchr(full + from, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    bool link = !lstat(full, &info) && S_ISLNK(info.st_mode);
    *slash = '/';
    if (link) return true;
  }
  return false;
}

/* Goes to the one file that is wanted, or to the end if there is none.  False for
** a folder, and behind links: what there is to say of them, the walk says. */
static bool go_direct(struct files *f) {
  struct stat info, link;
  f->direct = f->done = true;
  if (!*f->only || !is_walked(f->only)) return true;
  buffer_add_text(&f->full, f->root);
  buffer_add_text(&f->full, "/");
  buffer_add_text(&f->full, f->only);
  buffer_add_text(&f->path, f->only);
  f->no_memory = f->full.no_memory || f->path.no_memory;
  if (f->no_memory) return true;
  f->done = lstat(f->full.bytes, &link) != 0;
  if (f->done) return true;
  bool broken = stat(f->full.bytes, &info) != 0;
  if ((!broken && S_ISDIR(info.st_mode)) || by_link(f->full.bytes, strlen(f->root) + 1))
    return f->direct = f->done = false;
  if (broken) f->problem = "is a link to nothing";
  else if (!S_ISREG(info.st_mode)) f->problem = "is no regular file";
  f->done = !is_wanted(f);
  return true;
}

enum status files_open(struct files *f, const char *root) {
  struct stat info;
  if (!strcmp(root, "-")) root = "/dev/stdin";
  int missing = stat(root, &info) ? errno : 0;
  size_t bytes = strlen(root), wild = strcspn(root, "*?[");
  if (missing && wild < bytes) { /* a pattern: its root is the folder before it */
    while (wild && root[wild - 1] != '/') wild--;
    f->pattern = copied(root + wild, bytes - wild);
    f->root = wild ? copied(root, wild) : copied(".", 1);
    if (!f->pattern || !f->root) return STATUS_NO_MEMORY;
    missing = stat(f->root, &info) ? errno : 0;
  } else {
    f->root = copied(root, bytes);
    if (!f->root) return STATUS_NO_MEMORY;
  }
  f->error = missing;
  if (missing) return STATUS_IO;
  f->single = !S_ISDIR(info.st_mode);
  if (f->single) return STATUS_OK;
  if (f->only && go_direct(f)) return f->no_memory ? STATUS_NO_MEMORY : STATUS_OK;
  f->path.count = 0;
  buffer_add(&f->path, "", 0);
  if (!f->path.no_memory && !open_folder(f, AT_FDCWD, f->root) && !f->no_memory) {
    f->error = errno;
    return STATUS_IO;
  }
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
      if (d->depth < MOST_FOLDERS && open_folder(f, dirfd(d->handle), name)) continue;
      f->problem = d->depth < MOST_FOLDERS ? "folder cannot be opened" : "folders are too deep";
      f->error = d->depth < MOST_FOLDERS ? errno : 0;
      f->path.count--; /* the slash */
      f->path.bytes[f->path.count] = 0;
    } else if (kind == KIND_LOOP) {
      f->problem = "is a link to a folder that it is in";
    } else if (kind == KIND_BROKEN) {
      f->problem = "is a link to nothing";
    } else if (kind == KIND_OTHER) {
      f->problem = "is no regular file";
    }
    return !f->no_memory;
  }
  return false;
}

/* The open folder, and the name in it, of the file it is at. */
static int handle_of(const struct files *f, const char **name) {
  if (f->single || f->direct) {
    *name = f->single ? f->root : f->full.bytes;
    return AT_FDCWD;
  }
  *name = f->path.bytes + f->folder->path_bytes;
  return dirfd(f->folder->handle);
}

bool files_stat(struct files *f, int64_t *bytes, int64_t *modified) {
  const char *name;
  struct stat info;
  int at = handle_of(f, &name);
  if (fstatat(at, name, &info, 0)) return false;
  *bytes = S_ISREG(info.st_mode) ? (int64_t)info.st_size : -1;
  *modified = (int64_t)info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000;
  return true;
}

int files_read(struct files *f) {
  const char *name;
  int at = handle_of(f, &name);
  int fd = openat(at, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* of a pipe: stream.c waits */
  if (fd < 0) {
    f->problem = "cannot be opened";
    f->error = errno;
  }
  return fd;
}
