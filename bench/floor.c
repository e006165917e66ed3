/* The floor under joi-tui's speed: the same two screens (Home; the toolbox with its three panes) from the same
 * toolbox.json, in C with ncurses and nothing else. It reads the whole text once, keeps what the screens show, in Dutch,
 * checks nothing, and has one key for each thing that the benchmark does: 1, up, down, Enter, Esc, q.
 *
 *   gcc -O2 -o floor bench/floor.c -lncursesw -ltinfo && ./floor data/toolbox.json     (a window of 105 columns or more)
 *
 * bench.py compares what both show, cell by cell, before it compares their speed. */
#define _XOPEN_SOURCE 700
#define _XOPEN_SOURCE_EXTENDED 1

#include <curses.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "floor_toolbox.h"

/* -- Text --------------------------------------------------------------------------------------------------------- */

/* The text without escapes; the toolbox has \" \\ \/ and \n, and \u only in what the floor does not show. */
static const char *plain(text s) {
  static char out[4][4096];
  static int turn;
  char *to = out[turn = (turn + 1) % 4];
  int n = 0;
  for (int i = 0; i < s.bytes && n < 4000; i++) {
    if (s.at[i] == '\\') i++, to[n++] = s.at[i] == 'n' ? ' ' : s.at[i];
    else to[n++] = s.at[i];
  }
  to[n] = 0;
  return to;
}

/* The columns of the first `bytes`, or the bytes that fit into `columns`. */
static int measure(const char *s, int bytes, int columns, int *fitting) {
  int at = 0, used = 0;
  wchar_t c;
  while (at < bytes) {
    int size = mbtowc(&c, s + at, (size_t)(bytes - at)), wide;
    if (size <= 0) break;
    if ((wide = wcwidth(c)) < 0) wide = 0;
    if (used + wide > columns) break;
    used += wide;
    at += size;
  }
  *fitting = at;
  return used;
}

static int width(const char *s) { int n; return measure(s, (int)strlen(s), 1 << 20, &n); }

static void look(attr_t attributes, short pair) { attr_set(attributes, pair, NULL); }

static void put(int y, int x, const char *s, attr_t attributes, short pair) {
  look(attributes, pair);
  mvaddstr(y, x, s);
}

/* Cut to `room` columns, with an ellipsis. */
static void put_fitted(int y, int x, int room, const char *s, attr_t attributes, short pair) {
  int n;
  look(attributes, pair);
  if (width(s) <= room) { mvaddstr(y, x, s); return; }
  if (room < 1) return;
  measure(s, (int)strlen(s), room - 1, &n);
  mvaddnstr(y, x, s, n);
  addstr("…");
}

/* Wrapped at blanks, at most `most` lines, the last one cut; answers the next row. */
static int paragraph(int y, int x, int room, int most, const char *s, attr_t attributes, short pair) {
  for (int row = 1; *s; row++) {
    int n, end = 0;
    look(attributes, pair);
    measure(s, (int)strlen(s), room, &n);
    if (s[n]) {
      for (end = n; end > 0 && s[end] != ' '; end--) {}
      if (end == 0) end = n;
    } else end = n;
    if (row == most && s[end]) {
      measure(s, end, room - 1, &n);
      mvaddnstr(y, x, s, n);
      addstr("…");
      return y + 1;
    }
    mvaddnstr(y++, x, s, end);
    for (s += end; *s == ' '; s++) {}
  }
  return y;
}

/* -- The screens -------------------------------------------------------------------------------------------------- */

enum { HEADING = 1, ACCENT, LINK, WARNING, SIGNS };

typedef struct { int index, top; } list;

static bool at_home = true, in_tools;
static list home, places, shown;
static int *picked, picked_count;

static void settle(list *l, int count, int height) {
  if (l->index > count - 1) l->index = count - 1;
  if (l->index < 0) l->index = 0;
  if (l->top > l->index - 1) l->top = l->index - 1;
  if (l->top < l->index + 2 - height) l->top = l->index + 2 - height;
  if (l->top > count - height) l->top = count - height;
  if (l->top < 0) l->top = 0;
}

/* What the first pane has on a row: 0 everything, a pillar, or a topic within one. */
typedef struct { pillar *pillar; topic *topic; } spot;

static int spots(spot *all) {
  int n = 1;
  all[0] = (spot){NULL, NULL};
  for (int a = 0; a < pillar_count; a++) {
    all[n++] = (spot){&pillars[a], NULL};
    for (int b = 0; pillars[a].open && b < pillars[a].count; b++) all[n++] = (spot){&pillars[a], &pillars[a].topics[b]};
  }
  return n;
}

/* The tools of a spot, each once; answers how many. */
static int pick(spot s, int *into) {
  static int *seen, turn;
  int n = 0;
  if (s.topic) {
    if (into) memcpy(into, s.topic->tools, sizeof(int) * (size_t)s.topic->count);
    return s.topic->count;
  }
  if (!s.pillar) {
    for (int i = 0; into && i < tool_count; i++)
      if (!is(tools[i].status, "withdrawn")) into[n++] = i;
    return in_use;
  }
  if (!seen) seen = calloc((size_t)tool_count + 1, sizeof *seen);
  turn++;
  for (int b = 0; b < s.pillar->count; b++)
    for (int i = 0; i < s.pillar->topics[b].count; i++) {
      int number = s.pillar->topics[b].tools[i];
      if (seen[number] == turn) continue;
      seen[number] = turn;
      if (into) into[n] = number;
      n++;
    }
  return n;
}

/* A row of a list, as joi-tui draws it. */
static void row(int y, int x, int w, bool selected, bool focused, const char *mark, int indent, const char *name,
                const char *short_name, const char *detail, attr_t attributes, short pair) {
  attr_t plain_look = selected ? A_NORMAL : attributes;
  if (selected && focused) {
    plain_look = A_REVERSE;
    look(A_REVERSE, 0);
    mvhline(y, x, ' ', w);
  }
  if (selected) put(y, x + 1, ">", focused ? A_REVERSE : A_BOLD, 0);
  int end = x + w - 1;
  x += 3;
  if (*mark) { put(y, x, mark, plain_look, 0); x += 2; }
  x += indent;
  int detail_width = width(detail), room = end - x - (detail_width ? detail_width + 1 : 0);
  put_fitted(y, x, room, short_name && width(name) > room ? short_name : name, plain_look, selected ? 0 : pair);
  put(y, end - detail_width, detail, selected && focused ? A_REVERSE : A_DIM, 0);
}

static void frame(const char *trail) {
  static const char *const names[] = {"0 Begin", "1 Toolbox", "2 Overzicht", "3 Handleiding"};
  int x = 5;
  char label[64];
  erase();
  put(0, 1, "JOI", A_BOLD, HEADING);
  for (int i = 0; i < 4; i++) {
    bool here = i == (at_home ? 0 : 1);
    snprintf(label, sizeof label, here ? "[%s]" : " %s ", names[i]);
    put(0, x, label, here ? A_BOLD : A_NORMAL, 0);
    x += width(label);
  }
  put(0, COLS - 3, "NL", A_DIM, 0);
  for (int y = 1; y < LINES; y += LINES - 3) {
    move(y, 0);
    look(A_DIM, 0);
    for (int i = 0; i < COLS; i++) addstr("─");
  }
  if (*trail) {
    put(1, 1, " ", A_BOLD, 0);
    put_fitted(1, 2, COLS - 4, trail, A_BOLD, 0);
    addstr(" ");
  }
}

static void keys(const char *const (*hints)[2]) {
  int x = 1, end = COLS - width("? hulp") - 1;
  put(LINES - 1, end, "?", A_BOLD, 0);
  put(LINES - 1, end + 1, " hulp", A_NORMAL, 0);
  for (; (*hints)[0]; hints++) {
    int w = width((*hints)[0]) + 1 + width((*hints)[1]);
    if (x + w + 2 > end) continue;
    put(LINES - 1, x, (*hints)[0], A_BOLD, 0);
    put(LINES - 1, x + width((*hints)[0]) + 1, (*hints)[1], A_NORMAL, 0);
    x += w + 2;
  }
}

static void draw_home(void) {
  static const char *const hints[][2] = {
      {"↑↓", "kies"}, {"Enter", "open"}, {"/", "zoek"}, {"L", "English"}, {"q", "stop"}, {0}};
  static const char *const names[] = {"Ik heb een vraag en zoek een tool", "Ik wil bladeren per pijler en onderwerp",
                                      "Ik wil alles op één scherm zien", "Ik ben hier voor het eerst"};
  char details[4][64] = {"", "", "overzicht", "handleiding"};
  int topics = 0, asked = 0, w = COLS < 90 ? COLS : 90;
  for (int a = 0; a < pillar_count; a++)
    for (int b = 0; b < pillars[a].count; b++) topics++, asked += pillars[a].topics[b].count > 0;
  snprintf(details[0], 64, "%d tools, %d vragen", in_use, starters + asked + in_use);
  snprintf(details[1], 64, "%d pijlers, %d onderwerpen", pillar_count, topics);
  settle(&home, sections ? 4 : 3, 4);
  frame("");
  put(2, 3, "Waarmee kunnen we helpen?", A_BOLD, HEADING);
  for (int i = 0; i < (sections ? 4 : 3); i++)
    row(4 + i, 0, w, i == home.index, true, "", 0, names[i], NULL, details[i], 0, 0);
  keys(hints);
  move(4 + home.index, 1);
}

/* 0 minutes, 1 hours, 2 days, 3 weeks, 4 months */
static int unit(long from, long to) {
  if (from >= 20800 || (from >= 10400 && from % 10400 == 0)) return 4;
  if (from >= 4800) return 3;
  if (from >= 480 && from % 480 == 0) return 2;
  return from >= 120 || (from >= 60 && (to % 60 == 0 || to > 120));
}

static const char *span(long from, long to) {
  static char out[96];
  static const struct { long minutes; const char *one, *more; } units[] = {
      {1, "min", "min"}, {60, "uur", "uur"}, {480, "dag", "dagen"}, {2400, "week", "weken"}, {10400, "maand", "maanden"}};
  int u = unit(from, to < 0 ? from : to);
  if (to > 120 && unit(to, to) != u && unit(from, from) != unit(to, to)) {
    char first[96];
    snprintf(first, sizeof first, "%s", span(from, from));
    char second[96];
    snprintf(second, sizeof second, "%s", span(to, to));
    snprintf(out, sizeof out, "%.40s tot %.40s", first, second);
    return out;
  }
  char numbers[2][24];
  long ends[2] = {from, to < 0 ? from : to};
  for (int i = 0; i < 2; i++) {
    long tenths = (ends[i] * 10 + units[u].minutes / 2) / units[u].minutes;
    if (tenths % 10) snprintf(numbers[i], 24, "%ld,%ld", tenths / 10, tenths % 10);
    else snprintf(numbers[i], 24, "%ld", tenths / 10);
  }
  bool one = !strcmp(numbers[1], "1") && ends[0] == ends[1];
  if (ends[0] == ends[1])
    snprintf(out, sizeof out, "%s %s%s", numbers[0], one ? units[u].one : units[u].more, to < 0 ? " of langer" : "");
  else
    snprintf(out, sizeof out, "%s–%s %s", numbers[0], numbers[1], units[u].more);
  return out;
}

static const char *word(text s) {
  static const char *const words[][2] = {
      {"organisation", "organisatie"}, {"team", "team"}, {"individual", "individu"}, {"free", "gratis"},
      {"licence", "licentie of voorwaarden"}, {"paid", "betaald"}, {"unknown", "niet bekend"}, {0}};
  for (int i = 0; words[i][0]; i++) if (is(s, words[i][0])) return words[i][1];
  return "";
}

static void draw_preview(const tool *t, int x, int w) {
  char line[512];
  int y = 2, n = 0;
  put_fitted(y++, x, w - 2, plain(t->name), A_BOLD, HEADING);
  for (int i = 0; i < t->focus_count; i++)
    n += snprintf(line + n, sizeof line - (size_t)n, "%s%s", i ? ", " : "", word(t->focus[i]));
  const char *time = t->from < 0 ? " · tijd niet bekend" : t->estimate ? " · ongeveer %s (schatting)" : " · %s";
  n += snprintf(line + n, sizeof line - (size_t)n, time, span(t->from, t->to));
  snprintf(line + n, sizeof line - (size_t)n, " · kosten: %s", word(t->cost));
  y = paragraph(y, x, w, 2, line, A_DIM, 0);
  if (is(t->status, "candidate")) y = paragraph(y, x, w, 1, "! te overwegen", A_BOLD, WARNING);
  y = paragraph(y + 1, x, w, 3, plain(t->question), A_BOLD, 0);
  y = paragraph(y + 1, x, w, 4, plain(t->gist), A_NORMAL, 0) + 1;
  put(y++, x, "▸ 3 Achtergrond", A_DIM, 0);
  put(y++, x, "▸ 4 Hoe werkt de tool?", A_DIM, 0);
  put(y++, x, "▸ 5 Waar is de tool te vinden?", A_DIM, 0);
}

static int least(int a, int b) { return a < b ? a : b; }

static const char *name_of(spot s) {
  return s.topic ? plain(s.topic->name) : s.pillar ? plain(s.pillar->name) : "Alle tools";
}

static void draw_toolbox(void) {
  static const char *const topic_hints[][2] = {
      {"↑↓", "kies"}, {"Enter", "open"}, {"/", "zoek"}, {"f", "filter"}, {"-", "vouw"}, {"Esc", "terug"}, {0}};
  static const char *const tool_hints[][2] = {
      {"↑↓", "kies"}, {"Enter", "open"}, {"/", "zoek"}, {"f", "filter"}, {"s", "bewaar"}, {"u", "adres en QR"},
      {"Spatie", "markeer"}, {"=", "vergelijk"}, {"e", "neem mee"}, {0}};
  static spot all[1100];
  int count = spots(all), height = LINES - 6;
  int left = least(40, COLS * 29 / 100), middle = least(52, (COLS - left) * 45 / 100);
  char number[24], trail[512], title[256];
  settle(&places, count, height);
  spot here = all[places.index];
  if (!picked) picked = malloc(sizeof(int) * ((size_t)tool_count + 1));
  picked_count = pick(here, picked);
  settle(&shown, picked_count, height);
  snprintf(title, sizeof title, "%s", name_of(here));
  if (here.topic) snprintf(trail, sizeof trail, "Toolbox › %s › %s", plain(here.pillar->name), title);
  else snprintf(trail, sizeof trail, "Toolbox › %s", title);
  frame(trail);
  put_fitted(2, 1, left - 2, "Pijlers en onderwerpen", A_BOLD, HEADING);
  for (int i = places.top; i < count && i < places.top + height; i++) {
    snprintf(number, sizeof number, "%d", pick(all[i], NULL));
    bool is_pillar = all[i].pillar && !all[i].topic;
    row(4 + i - places.top, 0, left, i == places.index, !in_tools, is_pillar ? all[i].pillar->open ? "▾" : "▸" : "",
        all[i].topic ? 4 : 0, name_of(all[i]), NULL, number, is_pillar ? A_BOLD : A_NORMAL, 0);
  }
  int x = left + 1;
  look(A_DIM, 0);
  for (int y = 2; y < LINES - 2; y++) mvaddstr(y, left, "│"), mvaddstr(y, left + middle + 1, "│");
  snprintf(number, sizeof number, "%d", picked_count);
  put_fitted(2, x + 1, middle - width(number) - 3, title, A_BOLD, HEADING);
  put(2, x + middle - width(number) - 1, number, A_DIM, 0);
  for (int i = shown.top; i < picked_count && i < shown.top + height; i++) {
    const tool *t = &tools[picked[i]];
    char levels[64] = "";
    if (is(t->status, "candidate")) strcat(levels, "? ");
    for (int f = 0; f < t->focus_count; f++) {
      if (f) strcat(levels, " ");
      strcat(levels, is(t->focus[f], "organisation") ? "org" : is(t->focus[f], "team") ? "team" : "ind");
    }
    row(4 + i - shown.top, x, middle, i == shown.index, in_tools, " ", 0, plain(t->name), plain(t->short_name), levels,
        A_NORMAL, 0);
  }
  if (picked_count) draw_preview(&tools[picked[shown.index]], left + middle + 3, COLS - left - middle - 4);
  else paragraph(4, x + 3, middle - 4, 4, "Hier staan nog geen tools.", A_DIM, 0);
  keys(in_tools ? tool_hints : topic_hints);
  if (in_tools) move(4 + shown.index - shown.top, x + 1);
  else move(4 + places.index - places.top, 1);
}

/* -- Keys --------------------------------------------------------------------------------------------------------- */

static void step(int rows) {
  if (at_home) home.index += rows;
  else if (in_tools) shown.index += rows;
  else {
    places.index += rows;
    shown = (list){0, 0};
  }
}

static void enter(void) {
  static spot all[1100];
  if (at_home || in_tools) return;
  spots(all);
  spot here = all[places.index];
  if (here.pillar && !here.topic && !here.pillar->open) here.pillar->open = true;
  else in_tools = true;
}

int main(int count, char **arguments) {
  if (count != 2) fail("which toolbox.json?");
  setlocale(LC_ALL, "");
  load(arguments[1]);
  initscr();
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  set_escdelay(40);
  start_color();
  use_default_colors();
  init_pair(HEADING, 80, -1);
  init_pair(ACCENT, 114, -1);
  init_pair(LINK, 117, -1);
  init_pair(WARNING, 215, -1);
  init_pair(SIGNS, 0, 7);
  for (int key = 0; key != 'q' && key != 3 && key != ERR; key = getch()) {
    if (key == '1') at_home = false;
    else if (key == KEY_DOWN) step(1);
    else if (key == KEY_UP) step(-1);
    else if (key == '\r') enter();
    else if (key == 27) in_tools = false;
    if (at_home) draw_home(); else draw_toolbox();
    refresh();
  }
  endwin();
  return 0;
}
