/* What the floor knows of toolbox.json: the whole text is gone through once, byte by byte where it is not within a
 * string, and what the screens show is kept, in Dutch. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A text as it stands in the file, still escaped. */
typedef struct { const char *at; int bytes; } text;

enum { MANY = 8 };
typedef struct {
  text id, name, short_name, question, gist, status, cost;
  text topics[MANY], focus[MANY];
  int topic_count, focus_count;
  long from, to; /* minutes; from -1: not known, to -1: or longer */
  bool estimate;
} tool;
typedef struct { text id, name; int *tools, count, room; } topic;
typedef struct { text name; topic topics[32]; int count; bool open; } pillar;

static pillar pillars[32];
static tool *tools;
static int pillar_count, tool_count, tool_room, in_use, starters, sections;

static const char *p, *end_of_text; /* where the reader is; a NUL stands at the end */

static void fail(const char *why) {
  fprintf(stderr, "floor: %s\n", why);
  exit(1);
}

static void blanks(void) {
  while (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t') p++;
}

static text string(void) {
  if (*p != '"') fail("a string should stand here");
  text s = {++p, 0};
  while (true) {
    /* The C library looks for a byte with all that the processor has; a quote is escaped by an odd row of \. */
    const char *quote = memchr(p, '"', (size_t)(end_of_text - p)), *before = quote;
    if (!quote) fail("the text ends within a string");
    while (before[-1] == '\\') before--;
    p = quote + 1;
    if ((quote - before) % 2) continue;
    s.bytes = (int)(quote - s.at);
    return s;
  }
}

static bool is(text s, const char *word) { return s.bytes == (int)strlen(word) && !memcmp(s.at, word, s.bytes); }
static bool same(text a, text b) { return a.bytes == b.bytes && !memcmp(a.at, b.at, a.bytes); }

/* Goes through an object or an array: true with `p` at the next value, and its key in an object. */
static bool next(char end, bool *first, text *key) {
  blanks();
  if (*p == end) { p++; return false; }
  if (!*first) {
    if (*p != ',') fail("a comma should stand here");
    p++;
    blanks();
  }
  *first = false;
  if (end == '}') {
    *key = string();
    blanks();
    if (*p++ != ':') fail("a colon should stand here");
    blanks();
  }
  return true;
}

static void skip(void) {
  bool first = true;
  text key;
  if (*p == '"') string();
  else if (*p == '{') for (p++; next('}', &first, &key);) skip();
  else if (*p == '[') for (p++; next(']', &first, &key);) skip();
  else if (*p) while (*p && !strchr(",]} \n\r\t", *p)) p++;
  else fail("the text ends too early");
}

#define OBJECT(key) \
  if (*p++ != '{') fail("an object should stand here"); \
  text key; \
  for (bool first_ = true; next('}', &first_, &key);)
#define ARRAY \
  if (*p++ != '[') fail("an array should stand here"); \
  text unused_; \
  for (bool first_ = true; next(']', &first_, &unused_);)

static text dutch(void) {
  text found = {"", 0};
  OBJECT(key) if (is(key, "nl")) found = string(); else skip();
  return found;
}

static int strings(text *all) {
  int count = 0;
  ARRAY { text s = string(); if (count < MANY) all[count++] = s; }
  return count;
}

static void read_pillar(void) {
  pillar *a = &pillars[pillar_count];
  a->open = pillar_count++ == 0;
  OBJECT(key) {
    if (is(key, "name")) a->name = dutch();
    else if (is(key, "topics")) {
      ARRAY {
        topic *t = &a->topics[a->count++];
        OBJECT(inner) {
          if (is(inner, "id")) t->id = string();
          else if (is(inner, "name")) t->name = dutch();
          else skip();
        }
      }
    } else skip();
  }
}

static void read_minutes(tool *t) {
  if (*p != '[') { skip(); return; }
  long *part = &t->from;
  t->to = -1;
  ARRAY {
    if (*p != 'n') *part = strtol(p, NULL, 10);
    skip();
    part = &t->to;
  }
}

static void read_tool(void) {
  if (tool_count == tool_room) tools = realloc(tools, sizeof *tools * (size_t)(tool_room = tool_room ? tool_room * 2 : 64));
  tool *t = memset(&tools[tool_count++], 0, sizeof *t);
  t->from = -1;
  OBJECT(key) {
    if (is(key, "id")) t->id = string();
    else if (is(key, "name")) t->name = dutch();
    else if (is(key, "short")) t->short_name = dutch();
    else if (is(key, "question")) t->question = dutch();
    else if (is(key, "gist")) t->gist = dutch();
    else if (is(key, "status")) t->status = string();
    else if (is(key, "cost")) t->cost = string();
    else if (is(key, "topics")) t->topic_count = strings(t->topics);
    else if (is(key, "focus")) t->focus_count = strings(t->focus);
    else if (is(key, "minutes")) read_minutes(t);
    else if (is(key, "estimate")) { t->estimate = *p == 't'; skip(); }
    else skip();
  }
}

static void place(int number) {
  tool *t = &tools[number];
  in_use++;
  for (int i = 0; i < t->topic_count; i++)
    for (int a = 0; a < pillar_count; a++)
      for (int b = 0; b < pillars[a].count; b++) {
        topic *to = &pillars[a].topics[b];
        if (!same(to->id, t->topics[i])) continue;
        if (to->count == to->room) to->tools = realloc(to->tools, sizeof(int) * (size_t)(to->room = to->room * 2 + 16));
        to->tools[to->count++] = number;
      }
}

static void load(const char *path) {
  int file = open(path, O_RDONLY);
  struct stat about;
  if (file < 0 || fstat(file, &about) != 0) fail("the file can't be opened");
  char *all = malloc((size_t)about.st_size + 2);
  ssize_t got, have = 0;
  while ((got = read(file, all + have, (size_t)(about.st_size - have))) > 0) have += got;
  close(file);
  all[have] = 0;
  p = all;
  end_of_text = all + have;
  blanks();
  OBJECT(key) {
    if (is(key, "pillars")) { ARRAY read_pillar(); }
    else if (is(key, "tools")) { ARRAY read_tool(); }
    else if (is(key, "starters")) { ARRAY { skip(); starters++; } }
    else if (is(key, "manual")) { ARRAY { skip(); sections++; } }
    else skip();
  }
  for (int i = 0; i < tool_count; i++)
    if (!is(tools[i].status, "withdrawn")) place(i);
}
