/* HTML character references: see references.h. */
#include "references.h"

#include "cp1252.h"
#include "utf8.h"

#include <string.h>

/* Names in the order of their characters, from the first; "-" where one has none. */
static const struct {
  uint32_t first;
  const char *names;
} runs[] = {
    {0xA0, "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
           "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
           "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
           "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
           "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute "
           "icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml "
           "yacute thorn yuml "},
    {0x100, "Amacr amacr Abreve abreve Aogon aogon Cacute cacute Ccirc ccirc Cdot cdot Ccaron ccaron Dcaron "
            "dcaron Dstrok dstrok Emacr emacr - - Edot edot Eogon eogon Ecaron ecaron Gcirc gcirc Gbreve "
            "gbreve Gdot gdot Gcedil - Hcirc hcirc Hstrok hstrok Itilde itilde Imacr imacr - - Iogon iogon "
            "Idot imath IJlig ijlig Jcirc jcirc Kcedil kcedil kgreen Lacute lacute Lcedil lcedil Lcaron "
            "lcaron Lmidot lmidot Lstrok lstrok Nacute nacute Ncedil ncedil Ncaron ncaron napos ENG eng Omacr "
            "omacr - - Odblac odblac OElig oelig Racute racute Rcedil rcedil Rcaron rcaron Sacute sacute "
            "Scirc scirc Scedil scedil Scaron scaron Tcedil tcedil Tcaron tcaron Tstrok tstrok Utilde utilde "
            "Umacr umacr Ubreve ubreve Uring uring Udblac udblac Uogon uogon Wcirc wcirc Ycirc ycirc Yuml "
            "Zacute zacute Zdot zdot Zcaron zcaron "},
    {0x391, "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma "
            "Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota "
            "kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega "},
};

static const struct {
  const char *name;
  uint16_t code;
} others[] = {
    {"quot", '"'},      {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"apos", '\''},
    {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"hellip", 0x2026}, {"bull", 0x2022},
    {"dagger", 0x2020}, {"euro", 0x20AC},   {"trade", 0x2122},  {"lsaquo", 0x2039}, {"rsaquo", 0x203A},
    {"prime", 0x2032},  {"Prime", 0x2033},  {"minus", 0x2212},  {"ensp", 0x2002},   {"emsp", 0x2003},
    {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},    {"fnof", 0x0192},   {"circ", 0x02C6},
    {"tilde", 0x02DC},  {"permil", 0x2030}, {"larr", 0x2190},   {"rarr", 0x2192},   {"horbar", 0x2015},
    {"lbrack", '['},    {"rbrack", ']'},    {"lpar", '('},      {"rpar", ')'},      {"num", '#'},
    {"excl", '!'},      {"comma", ','},     {"period", '.'},    {"colon", ':'},     {"semi", ';'},
    {"dollar", '$'},    {"percnt", '%'},    {"Dagger", 0x2021}, {"infin", 0x221E},  {"le", 0x2264},
    {"ge", 0x2265},     {"ne", 0x2260},     {"asymp", 0x2248},  {"frasl", 0x2044},  {"sdot", 0x22C5},
    {"uarr", 0x2191},   {"darr", 0x2193},   {"harr", 0x2194},   {"rArr", 0x21D2},   {"lrm", 0x200E},
    {"rlm", 0x200F},    {"loz", 0x25CA},    {"sum", 0x2211},    {"radic", 0x221A},  {"hearts", 0x2665},
    {"there4", 0x2234}, {"oline", 0x203E},
};

static bool is_alnum(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

enum { LONGEST_NAME = 8, MOST_SPACES = 2 };

static bool named(const char *name, size_t length, uint32_t *code) {
  char key[LONGEST_NAME + 2] = {0}; /* with the space behind it */
  if (length > LONGEST_NAME) return false;
  memcpy(key, name, length);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (*others[i].name != *name || strcmp(others[i].name, key) != 0) continue;
    *code = others[i].code;
    return true;
  }
  key[length] = ' ';
  for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
    const char *at = runs[i].names;
    while ((at = strstr(at, key)) != NULL && at > runs[i].names && at[-1] != ' ') at++;
    if (!at) continue;
    *code = runs[i].first;
    for (const char *k = runs[i].names; k < at; k++) *code += *k == ' ';
    return true;
  }
  return false;
}

static size_t skip_spaces(const char *text, size_t bytes, size_t at, bool *spaced) {
  for (int i = 0; i < MOST_SPACES && at < bytes && text[at] == ' '; i++) at++, *spaced = true;
  return at;
}

/* A number behind "&#": where it ends, or 0. */
static size_t numbered(const char *text, size_t bytes, size_t at, uint32_t *code) {
  uint32_t base = 10, digits = 0;
  if (at < bytes && (text[at] | 32) == 'x') base = 16, at++;
  for (*code = 0; at < bytes && digits < 8; at++, digits++) {
    char c = text[at], lower = (char)(c | 32);
    uint32_t digit = c >= '0' && c <= '9'           ? (uint32_t)(c - '0')
                     : lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10)
                                                    : 99;
    if (digit >= base) break;
    *code = *code * base + digit;
    if (*code > 0x110000) *code = 0x110000;
  }
  if (!digits) return 0;
  if (*code < 0x100) *code = cp1252_code((unsigned char)*code);
  if (!*code || *code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000)) *code = UTF8_REPLACEMENT;
  return at;
}

/* Where a name ends that is read though letters follow without a semicolon ("&quotyes&quot"), 0 if none is: not in the
** parameters of an address ("&quote=1"). */
static size_t glued_at(const char *text, size_t bytes, size_t at, uint32_t *code) {
  if (bytes - at < 5 || (memcmp(text + at, "quot", 4) && memcmp(text + at, "nbsp", 4)) || !is_alnum(text[at + 4]))
    return 0;
  size_t end = at + 4;
  while (end < bytes && is_alnum(text[end])) end++;
  bool word = end >= bytes || !strchr("=;/", text[end]);
  return word && named(text + at, 4, code) ? at + 4 : 0;
}

size_t reference_at(const char *text, size_t bytes, size_t at, uint32_t *code, bool *spaced) {
  size_t from = at;
  bool comma = text[at] == ',';
  *spaced = false;
  at = comma ? at + 1 : skip_spaces(text, bytes, at + 1, spaced);
  if (at < bytes && text[at] == '#') {
    at = numbered(text, bytes, skip_spaces(text, bytes, at + 1, spaced), code);
    if (!at) return 0;
    bool apart = *spaced;
    size_t behind = skip_spaces(text, bytes, at, spaced);
    if (behind < bytes && text[behind] == ';') return behind + 1 - from;
    *spaced = apart;
    bool number = text[from + 2] != 'x' && text[from + 2] != 'X'; /* of a decimal one letters are no part: "it&#39s" */
    bool ends = at >= bytes || !is_alnum(text[at]) || (number && (text[at] | 32) >= 'a');
    return comma || *spaced || !ends ? 0 : at - from;
  }
  size_t name = at;
  while (at < bytes && at - name <= LONGEST_NAME && is_alnum(text[at])) at++;
  size_t length = at - name, end = at, glued = comma || name != from + 1 ? 0 : glued_at(text, bytes, name, code);
  if (glued) return glued - from;
  if (length < 2 || length > LONGEST_NAME || !named(text + name, length, code)) return 0;
  if (!comma) at = skip_spaces(text, bytes, at, spaced);
  if (at >= bytes || text[at] != ';') { /* HTML reads the oldest names without it, but not in an address: "?a&copy=1" */
    bool old = *code < 0x100 && *code != '\'' && (*code >= 0x80 || strchr("\"&<>", (int)*code));
    *spaced = false;
    return old && !comma && name == from + 1 && !(end < bytes && text[end] == '=') ? end - from : 0;
  }
  /* ",quot;" and its like only for what markup itself must write so */
  if (comma && (*code >= 0x80 ? *code != 0xA0 : !strchr("\"&'<>", (int)*code))) return 0;
  return at + 1 - from;
}
