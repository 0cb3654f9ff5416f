/* The operating system: see system.h.  POSIX first, Windows below. */
#if !defined(_WIN32)
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE
#include "system.h"

#include "../base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct system_folder {
  DIR *handle;
};

static int handle_of(const struct system_folder *d) { return d ? dirfd(d->handle) : AT_FDCWD; }

static void tell(struct system_info *info, const struct stat *s) {
#if defined(__APPLE__)
  struct timespec modified = s->st_mtimespec;
#else
  struct timespec modified = s->st_mtim;
#endif
  info->kind = S_ISDIR(s->st_mode) ? SYSTEM_FOLDER : S_ISREG(s->st_mode) ? SYSTEM_FILE : SYSTEM_OTHER;
  info->device = (uint64_t)s->st_dev;
  info->inode = (uint64_t)s->st_ino;
  info->bytes = (int64_t)s->st_size;
  info->modified = (int64_t)modified.tv_sec * 1000 + modified.tv_nsec / 1000000;
}

int system_stat(const struct system_folder *in, const char *name, struct system_info *info) {
  struct stat s;
  if (fstatat(handle_of(in), name, &s, 0)) return errno;
  tell(info, &s);
  return 0;
}

int system_find(const char *path, bool *is_link) {
  struct stat s;
  if (lstat(path, &s)) return errno;
  *is_link = S_ISLNK(s.st_mode);
  return 0;
}

int system_open_folder(struct system_folder **out, const struct system_folder *in, const char *name,
                       struct system_info *info) {
  int fd = openat(handle_of(in), name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK), error = 0;
  if (fd < 0) return errno;
  struct stat s;
  DIR *handle = fstat(fd, &s) ? NULL : fdopendir(fd);
  if (!handle) {
    error = errno;
    close(fd);
    return error;
  }
  *out = memory_resize(NULL, sizeof **out);
  if (!*out) {
    closedir(handle);
    return ENOMEM;
  }
  (*out)->handle = handle;
  tell(info, &s);
  return 0;
}

const char *system_next_name(struct system_folder *d, enum system_kind *kind) {
  struct dirent *e = readdir(d->handle);
  if (!e) return NULL;
  *kind = e->d_type == DT_REG ? SYSTEM_FILE : e->d_type == DT_DIR ? SYSTEM_FOLDER : SYSTEM_UNKNOWN;
  return e->d_name;
}

void system_close_folder(struct system_folder *d) {
  if (d) closedir(d->handle);
  memory_free(d);
}

/* Without waiting for the other end of a pipe. */
int system_open(int *file, const struct system_folder *in, const char *name) {
  *file = openat(handle_of(in), name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  return *file < 0 ? errno : 0;
}

bool system_wait(int file, int milliseconds) {
  struct pollfd one = {.fd = file, .events = POLLIN};
  return poll(&one, 1, milliseconds) != 0;
}

int system_read(int file, void *to, size_t bytes, size_t *got) {
  ssize_t n = read(file, to, bytes);
  *got = n < 0 ? 0 : (size_t)n;
  return n < 0 ? errno : 0;
}

void system_close(int file) { close(file); }

int system_real_path(const char *path, char **real) {
  char full[PATH_MAX];
  if (!realpath(path, full)) return errno;
  size_t bytes = strlen(full) + 1;
  *real = memory_resize(NULL, bytes);
  if (!*real) return ENOMEM;
  memcpy(*real, full, bytes);
  return 0;
}

bool system_convert(struct buffer *out, struct slice from, const char *encoding) {
  iconv_t with = iconv_open("UTF-8", encoding);
  if (with == (iconv_t)-1) return false;
  /* iconv only reads from it, whatever its type says */
  union {
    const char *given;
    char *taken;
  } in = {from.text};
  for (size_t left = from.bytes; left && buffer_room(out, left + 16);) {
    char *to = out->bytes + out->count;
    size_t room = left + 16, before = room;
    size_t done = iconv(with, &in.taken, &left, &to, &room);
    out->count += before - room;
    if (done != (size_t)-1 || errno == E2BIG) continue;
    buffer_add(out, "\xEF\xBF\xBD", 3);
    in.given++, left--;
  }
  iconv_close(with);
  return true;
}

void system_clean_path(char *path) { (void)path; }

#else
#include "system.h"

#include "../base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

struct system_folder {
  char *path;   /* absolute */
  HANDLE found; /* the entry it is at */
  WIN32_FIND_DATAW entry;
  bool at_first;
  char name[MAX_PATH * 3 + 1];
};

static int error_of(DWORD code) {
  switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_NAME:
    case ERROR_BAD_NETPATH: return ENOENT;
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION: return EACCES;
    case ERROR_DIRECTORY: return ENOTDIR;
    case ERROR_CANT_RESOLVE_FILENAME: return ELOOP;
    case ERROR_NOT_ENOUGH_MEMORY:
    case ERROR_OUTOFMEMORY: return ENOMEM;
    default: return EIO;
  }
}

static char *utf8_of(const wchar_t *wide) {
  int bytes = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
  char *text = bytes > 0 ? memory_resize(NULL, (size_t)bytes) : NULL;
  if (text) WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, bytes, NULL, NULL);
  return text;
}

/* The absolute path of a name, as Windows takes it whatever its length, with more behind; the caller frees it. */
static wchar_t *path_of(const struct system_folder *in, const char *name, const wchar_t *behind) {
  enum { PREFIX = 8 };
  size_t before = in ? strlen(in->path) + 1 : 0, bytes = before + strlen(name) + 1;
  char *path = memory_resize(NULL, bytes);
  wchar_t *wide = memory_resize(NULL, bytes * sizeof *wide), *full = NULL;
  if (path && wide) {
    if (in) memcpy(path, in->path, before - 1), path[before - 1] = '/';
    memcpy(path + before, name, bytes - before);
    MultiByteToWideChar(CP_UTF8, 0, path, -1, wide, (int)bytes);
    DWORD room = GetFullPathNameW(wide, 0, NULL, NULL) + 1;
    full = memory_resize(NULL, (PREFIX + room + wcslen(behind)) * sizeof *full);
    if (full) {
      wchar_t *at = full + PREFIX;
      *at = 0;
      GetFullPathNameW(wide, room, at, NULL);
      bool is_share = at[0] == L'\\' && at[1] == L'\\', has_prefix = is_share && (at[2] == L'?' || at[2] == L'.');
      const wchar_t *prefix = has_prefix ? L"" : is_share ? L"\\\\?\\UNC" : L"\\\\?\\";
      wmemmove(full + wcslen(prefix), at + (is_share && !has_prefix), wcslen(at) + 1);
      wmemcpy(full, prefix, wcslen(prefix));
      size_t end = wcslen(full);
      if (end && full[end - 1] == L'\\' && (*behind || full[end - 2] != L':')) full[end - 1] = 0;
      wcscat(full, behind);
    }
  }
  memory_free(path);
  memory_free(wide);
  return full;
}

/* A handle on what a name leads to, to ask about it or to read it. */
static int open_handle(HANDLE *handle, const struct system_folder *in, const char *name, DWORD access) {
  wchar_t *path = path_of(in, name, L"");
  if (!path) return ENOMEM;
  DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  *handle = CreateFileW(path, access, share, NULL, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, NULL);
  int error = *handle == INVALID_HANDLE_VALUE ? error_of(GetLastError()) : 0;
  memory_free(path);
  return error;
}

/* FILETIME counts tenths of microseconds since 1601. */
static int64_t milliseconds(FILETIME t) {
  const int64_t to_1970 = 11644473600000;
  return (int64_t)(((uint64_t)t.dwHighDateTime << 32 | t.dwLowDateTime) / 10000) - to_1970;
}

int system_stat(const struct system_folder *in, const char *name, struct system_info *info) {
  *info = (struct system_info){.kind = SYSTEM_OTHER};
  if (!in && !strcmp(name, SYSTEM_INPUT)) return 0;
  HANDLE handle;
  int error = open_handle(&handle, in, name, FILE_READ_ATTRIBUTES);
  if (error) return error;
  BY_HANDLE_FILE_INFORMATION told;
  if (GetFileInformationByHandle(handle, &told)) {
    info->kind = told.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY ? SYSTEM_FOLDER : SYSTEM_FILE;
    info->device = told.dwVolumeSerialNumber;
    info->inode = (uint64_t)told.nFileIndexHigh << 32 | told.nFileIndexLow;
    info->bytes = (int64_t)((uint64_t)told.nFileSizeHigh << 32 | told.nFileSizeLow);
    info->modified = milliseconds(told.ftLastWriteTime);
  }
  CloseHandle(handle);
  return 0;
}

/* Whether what a path leads through is a file.  Windows has one error for that and for what is not there. */
static bool is_below_file(wchar_t *path) {
  DWORD is = INVALID_FILE_ATTRIBUTES;
  for (wchar_t *end; is == INVALID_FILE_ATTRIBUTES && (end = wcsrchr(path, L'\\'));) {
    *end = 0;
    is = GetFileAttributesW(path);
  }
  return is != INVALID_FILE_ATTRIBUTES && !(is & FILE_ATTRIBUTE_DIRECTORY);
}

int system_find(const char *path, bool *is_link) {
  wchar_t *wide = path_of(NULL, path, L"");
  if (!wide) return ENOMEM;
  DWORD attributes = GetFileAttributesW(wide);
  int error = attributes == INVALID_FILE_ATTRIBUTES ? error_of(GetLastError()) : 0;
  if (error == ENOENT && is_below_file(wide)) error = ENOTDIR;
  memory_free(wide);
  *is_link = !error && attributes & FILE_ATTRIBUTE_REPARSE_POINT;
  return error;
}

int system_open_folder(struct system_folder **out, const struct system_folder *in, const char *name,
                       struct system_info *info) {
  int error = system_stat(in, name, info);
  if (error) return error;
  if (info->kind != SYSTEM_FOLDER) return ENOTDIR;
  struct system_folder *d = memory_resize(NULL, sizeof *d);
  wchar_t *path = path_of(in, name, L""), *any = path_of(in, name, L"\\*");
  if (d)
    *d = (struct system_folder){.path = path ? utf8_of(path) : NULL, .found = INVALID_HANDLE_VALUE, .at_first = true};
  if (!d || !d->path || !any) error = ENOMEM;
  else system_clean_path(d->path);
  if (!error) d->found = FindFirstFileW(any, &d->entry);
  if (!error && d->found == INVALID_HANDLE_VALUE) error = error_of(GetLastError());
  memory_free(path);
  memory_free(any);
  if (error) system_close_folder(d);
  else *out = d;
  return error;
}

const char *system_next_name(struct system_folder *d, enum system_kind *kind) {
  if (!d->at_first && !FindNextFileW(d->found, &d->entry)) return NULL;
  d->at_first = false;
  DWORD is = d->entry.dwFileAttributes;
  *kind = is & FILE_ATTRIBUTE_REPARSE_POINT ? SYSTEM_UNKNOWN
          : is & FILE_ATTRIBUTE_DIRECTORY   ? SYSTEM_FOLDER
                                            : SYSTEM_FILE;
  WideCharToMultiByte(CP_UTF8, 0, d->entry.cFileName, -1, d->name, sizeof d->name, NULL, NULL);
  return d->name;
}

void system_close_folder(struct system_folder *d) {
  if (d && d->found != INVALID_HANDLE_VALUE) FindClose(d->found);
  if (d) memory_free(d->path);
  memory_free(d);
}

int system_open(int *file, const struct system_folder *in, const char *name) {
  if (!in && !strcmp(name, SYSTEM_INPUT)) {
    *file = _dup(0);
    if (*file >= 0) _setmode(*file, _O_BINARY);
    return *file < 0 ? errno : 0;
  }
  HANDLE handle;
  int error = open_handle(&handle, in, name, GENERIC_READ);
  if (error) return error;
  *file = _open_osfhandle((intptr_t)handle, _O_RDONLY | _O_BINARY);
  if (*file >= 0) return 0;
  CloseHandle(handle);
  return EMFILE;
}

bool system_wait(int file, int milliseconds_most) {
  DWORD there = 0;
  HANDLE pipe = (HANDLE)_get_osfhandle(file);
  if (!PeekNamedPipe(pipe, NULL, 0, NULL, &there, NULL) || there) return true; /* no pipe, or at its end */
  Sleep((DWORD)milliseconds_most);
  return false;
}

int system_read(int file, void *to, size_t bytes, size_t *got) {
  int n = _read(file, to, (unsigned)bytes);
  *got = n < 0 ? 0 : (size_t)n;
  return n < 0 ? errno : 0;
}

void system_close(int file) { _close(file); }

int system_real_path(const char *path, char **real) {
  HANDLE handle;
  int error = open_handle(&handle, NULL, path, 0);
  if (error) return error;
  DWORD room = GetFinalPathNameByHandleW(handle, NULL, 0, FILE_NAME_NORMALIZED);
  wchar_t *wide = memory_resize(NULL, ((size_t)room + 1) * sizeof *wide);
  if (wide) wide[0] = 0, GetFinalPathNameByHandleW(handle, wide, room, FILE_NAME_NORMALIZED);
  CloseHandle(handle);
  *real = wide ? utf8_of(wide) : NULL;
  memory_free(wide);
  if (!*real) return ENOMEM;
  if (!**real) {
    memory_free(*real);
    return EIO;
  }
  system_clean_path(*real);
  return 0;
}

/* Windows knows encodings by number. */
static UINT code_page(const char *name) {
  static const struct {
    const char *name;
    UINT page;
  } pages[] = {
      {"SHIFT_JIS", 932},      {"SHIFT-JIS", 932},     {"SJIS", 932},       {"WINDOWS-31J", 932},
      {"EUC-JP", 51932},       {"ISO-2022-JP", 50220}, {"GB2312", 936},     {"GBK", 936},
      {"GB18030", 54936},      {"BIG5", 950},          {"BIG5-HKSCS", 950}, {"EUC-KR", 949},
      {"KS_C_5601-1987", 949}, {"KOI8-R", 20866},      {"KOI8-U", 21866},   {"TIS-620", 874},
      {"WINDOWS-874", 874},    {"IBM866", 866},        {"CP866", 866},      {"MACINTOSH", 10000},
  };
  for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
    if (!strcmp(name, pages[i].name)) return pages[i].page;
  unsigned number = 0;
  if (sscanf(name, "WINDOWS-%u", &number) == 1 || sscanf(name, "CP%u", &number) == 1) return number;
  if (sscanf(name, "ISO-8859-%u", &number) == 1 || sscanf(name, "ISO8859-%u", &number) == 1) return 28590 + number;
  return 0;
}

bool system_convert(struct buffer *out, struct slice from, const char *encoding) {
  UINT page = code_page(encoding);
  CPINFO known;
  if (!page || from.bytes > INT_MAX || !GetCPInfo(page, &known)) return false;
  int units = MultiByteToWideChar(page, 0, from.text, (int)from.bytes, NULL, 0);
  wchar_t *wide = memory_resize(NULL, ((size_t)units + 1) * sizeof *wide);
  if (wide) {
    MultiByteToWideChar(page, 0, from.text, (int)from.bytes, wide, units);
    int bytes = WideCharToMultiByte(CP_UTF8, 0, wide, units, NULL, 0, NULL, NULL);
    if (buffer_room(out, (size_t)bytes))
      out->count += (size_t)WideCharToMultiByte(CP_UTF8, 0, wide, units, out->bytes + out->count, bytes, NULL, NULL);
  }
  memory_free(wide);
  out->no_memory |= !wide;
  return true;
}

/* Also without what path_of() put before it. */
void system_clean_path(char *path) {
  for (char *at = path; *at; at++)
    if (*at == '\\') *at = '/';
  bool is_share = !strncmp(path, "//?/UNC/", 8);
  if (is_share) memmove(path + 2, path + 8, strlen(path + 8) + 1);
  else if (!strncmp(path, "//?/", 4)) memmove(path, path + 4, strlen(path + 4) + 1);
}
#endif
