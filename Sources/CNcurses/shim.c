#define _XOPEN_SOURCE 700
#define _XOPEN_SOURCE_EXTENDED 1
#define _DEFAULT_SOURCE 1

#include "CNcurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
static bool mouse_on, fell_back;
static int signal_fd = -1;
static struct termios termios_before;
static volatile sig_atomic_t termios_saved;
/* What a crashing process writes: it can't call ncurses, so the bytes are made ready when the terminal opens. */
static char rescue[256];
static volatile sig_atomic_t rescue_bytes;

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

void joi_locale(void) {
  setlocale(LC_ALL, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
  setlocale(LC_NUMERIC, "C");
}

int32_t joi_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

bool joi_write_raw(const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t n = write(STDOUT_FILENO, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes += n;
    count -= (size_t)n;
  }
  return true;
}

/* Codes for keys that ncurses has no name for. */
enum {
  PASTE_BEGIN = KEY_MAX - 2, PASTE_END = KEY_MAX - 1,
  WORD_LEFT = KEY_MAX - 6, WORD_RIGHT = KEY_MAX - 5, SELECT_WORD_LEFT = KEY_MAX - 4, SELECT_WORD_RIGHT = KEY_MAX - 3
};

static void keys_that_ncurses_has_no_name_for(void) {
  /* xterm's extensions of terminfo: 3 is Alt, 4 Alt and Shift, 5 Ctrl, 6 Ctrl and Shift. */
  static const struct { const char *name; int code; } extended[] = {
      {"kLFT3", WORD_LEFT}, {"kRIT3", WORD_RIGHT}, {"kLFT5", WORD_LEFT}, {"kRIT5", WORD_RIGHT},
      {"kLFT4", SELECT_WORD_LEFT}, {"kRIT4", SELECT_WORD_RIGHT}, {"kLFT6", SELECT_WORD_LEFT},
      {"kRIT6", SELECT_WORD_RIGHT}, {"kUP", KEY_SR}, {"kDN", KEY_SF}};
  for (size_t i = 0; i < sizeof extended / sizeof *extended; i++) {
    const char *bytes = tigetstr(extended[i].name);
    if (bytes && bytes != (char *)-1 && *bytes) define_key(bytes, extended[i].code);
  }
}

static void keys_that_terminfo_lacks(void) {
  /* PuTTY, the Linux console, tmux and others each send their own Home, End and F1, whatever TERM says (htop does
   * the same); without these an unknown one would arrive as Esc, which means "back". */
  static const struct { const char *bytes; int code; } extra[] = {
      {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME}, {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME},
      {"\033[4~", KEY_END}, {"\033[8~", KEY_END}, {"\033[F", KEY_END}, {"\033OF", KEY_END},
      {"\033[A", KEY_UP}, {"\033[B", KEY_DOWN}, {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP}, {"\033OB", KEY_DOWN}, {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
      {"\033[2~", KEY_IC}, {"\033[3~", KEY_DC}, {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[Z", KEY_BTAB},
      {"\033OP", KEY_F(1)}, {"\033[11~", KEY_F(1)}, {"\033[[A", KEY_F(1)}, {"\033OM", KEY_ENTER},
      {"\033[1;2A", KEY_SR}, {"\033[1;2B", KEY_SF}, {"\033[1;2C", KEY_SRIGHT}, {"\033[1;2D", KEY_SLEFT},
      {"\033[1;2H", KEY_SHOME}, {"\033[1;2F", KEY_SEND}, {"\033[5;2~", KEY_SPREVIOUS}, {"\033[6;2~", KEY_SNEXT},
      {"\033[1;3C", WORD_RIGHT}, {"\033[1;3D", WORD_LEFT}, {"\033[1;5C", WORD_RIGHT}, {"\033[1;5D", WORD_LEFT},
      {"\033[1;4C", SELECT_WORD_RIGHT}, {"\033[1;4D", SELECT_WORD_LEFT},
      {"\033[1;6C", SELECT_WORD_RIGHT}, {"\033[1;6D", SELECT_WORD_LEFT},
      /* Alt with an arrow on macOS. PuTTY's Ctrl with an arrow is not here: it sends what others send for the arrow. */
      {"\033f", WORD_RIGHT}, {"\033b", WORD_LEFT},
      {"\033[200~", PASTE_BEGIN}, {"\033[201~", PASTE_END}};
  for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) define_key(extra[i].bytes, extra[i].code);
}

static void prepare_rescue(void) {
  static const char *const names[] = {"sgr0", "rmkx", "cnorm", "rmcup"};
  rescue[0] = 0;
  strcat(rescue, paste_off);
  strcat(rescue, "\033[?1000l\033[?1006l");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *s = tigetstr(names[i]);
    if (s && s != (char *)-1 && strlen(rescue) + strlen(s) < sizeof rescue - 2) strcat(rescue, s);
  }
  rescue_bytes = (sig_atomic_t)strlen(rescue);
}

int32_t joi_open(const char *fallback, int32_t escape_delay_ms) {
  termios_saved = tcgetattr(STDIN_FILENO, &termios_before) == 0;
  screen = newterm(NULL, stdout, stdin);
  fell_back = !screen && fallback;
  if (fell_back) screen = newterm(fallback, stdout, stdin);
  if (!screen) return JOI_OPEN_UNKNOWN_TERMINAL;
  const char *cup = tigetstr("cup");
  if (!cup || cup == (char *)-1) {
    endwin();
    delscreen(screen);
    screen = NULL;
    return JOI_OPEN_DUMB_TERMINAL;
  }
  set_term(screen);
  prepare_rescue();
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  meta(stdscr, TRUE);
  timeout(0);
  set_escdelay(escape_delay_ms);
  keys_that_ncurses_has_no_name_for();
  keys_that_terminfo_lacks();
  leaveok(stdscr, FALSE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  joi_write_raw(paste_on, sizeof paste_on - 1);
  return JOI_OPEN_OK;
}

bool joi_fell_back(void) { return fell_back; }

static void leave_modes(void) {
  if (mouse_on) mousemask(0, NULL);
  joi_write_raw(paste_off, sizeof paste_off - 1);
  curs_set(1);
  endwin();
}

void joi_close(void) {
  if (!screen) return;
  rescue_bytes = 0;
  leave_modes();
  delscreen(screen);
  screen = NULL;
}

bool joi_resize(void) {
  struct winsize size;
  if (!screen || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0 || !is_term_resized(size.ws_row, size.ws_col)) return false;
  resizeterm(size.ws_row, size.ws_col);
  /* The terminal has moved its own text about: what ncurses believes to be there no longer is. */
  clearok(curscr, TRUE);
  return true;
}

void joi_suspend(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, before;
  bool had_mouse = mouse_on;
  if (!screen) return;
  leave_modes();
  sigemptyset(&standard.sa_mask);
  sigaction(SIGTSTP, &standard, &before);
  raise(SIGTSTP); /* never SIGSTOP: with no shell above (ssh straight in) that would freeze the session for good */
  sigaction(SIGTSTP, &before, NULL);
  reset_prog_mode();
  joi_write_raw(paste_on, sizeof paste_on - 1);
  mouse_on = false;
  joi_mouse(had_mouse);
  joi_resize();
  joi_repaint();
}

int32_t joi_rows(void) { return screen ? getmaxy(stdscr) : 0; }
int32_t joi_columns(void) { return screen ? getmaxx(stdscr) : 0; }
int32_t joi_colours(void) { return screen && has_colors() ? COLORS : 0; }

void joi_pair(int32_t pair, int32_t foreground, int32_t background) {
  init_extended_pair(pair, foreground, background);
}

void joi_clear(void) { erase(); }
void joi_repaint(void) { clearok(curscr, TRUE); }

static void set_attributes(int32_t attributes, int32_t pair) {
  attr_t a = A_NORMAL;
  if (attributes & JOI_BOLD) a |= A_BOLD;
  if (attributes & JOI_DIM) a |= A_DIM;
  if (attributes & JOI_UNDERLINE) a |= A_UNDERLINE;
  if (attributes & JOI_REVERSE) a |= A_REVERSE;
  attr_set(a, (short)pair, NULL);
}

void joi_put(int32_t row, int32_t column, const char *utf8, int32_t bytes, int32_t attributes, int32_t pair) {
  set_attributes(attributes, pair);
  mvaddnstr(row, column, utf8, bytes);
}

void joi_clear_row(int32_t row, int32_t column) {
  set_attributes(0, 0);
  if (move(row, column) == OK) clrtoeol();
}

void joi_flush(int32_t cursor_row, int32_t cursor_column) {
  if (cursor_row < 0) {
    curs_set(0);
  } else {
    curs_set(1);
    move(cursor_row, cursor_column);
  }
  refresh();
}

void joi_mouse(bool on) {
  if (on == mouse_on) return;
  mouse_on = on;
  mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  mouseinterval(0);
  fflush(stdout);
}

static joi_event mouse_event(void) {
  MEVENT m;
  joi_event event = {JOI_EVENT_MOUSE, JOI_MOUSE_OTHER, 0, 0};
  if (getmouse(&m) != OK) return event;
  event.x = m.x;
  event.y = m.y;
  if (m.bstate & BUTTON1_PRESSED) event.code = JOI_MOUSE_PRESS;
  else if (m.bstate & BUTTON4_PRESSED) event.code = JOI_MOUSE_WHEEL_UP;
  else if (m.bstate & BUTTON5_PRESSED) event.code = JOI_MOUSE_WHEEL_DOWN;
  return event;
}

static int32_t key_code(wint_t key) {
  switch (key) {
    case KEY_UP: return JOI_KEY_UP;
    case KEY_DOWN: return JOI_KEY_DOWN;
    case KEY_LEFT: return JOI_KEY_LEFT;
    case KEY_RIGHT: return JOI_KEY_RIGHT;
    case KEY_HOME: case KEY_A1: case KEY_FIND: return JOI_KEY_HOME;
    case KEY_END: case KEY_C1: case KEY_SELECT: return JOI_KEY_END;
    case KEY_PPAGE: case KEY_A3: return JOI_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return JOI_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return JOI_KEY_BACKSPACE;
    case KEY_DC: return JOI_KEY_DELETE;
    case KEY_IC: return JOI_KEY_INSERT;
    case KEY_BTAB: return JOI_KEY_BACK_TAB;
    case KEY_ENTER: return JOI_KEY_ENTER;
    case KEY_F(1): return JOI_KEY_F1;
    case KEY_RESIZE: return JOI_KEY_RESIZE;
    case PASTE_BEGIN: return JOI_KEY_PASTE_BEGIN;
    case PASTE_END: return JOI_KEY_PASTE_END;
    case WORD_LEFT: return JOI_KEY_WORD_LEFT;
    case WORD_RIGHT: return JOI_KEY_WORD_RIGHT;
    case KEY_SR: return JOI_KEY_SELECT_UP;
    case KEY_SF: return JOI_KEY_SELECT_DOWN;
    case KEY_SLEFT: return JOI_KEY_SELECT_LEFT;
    case KEY_SRIGHT: return JOI_KEY_SELECT_RIGHT;
    case KEY_SHOME: return JOI_KEY_SELECT_HOME;
    case KEY_SEND: return JOI_KEY_SELECT_END;
    case KEY_SPREVIOUS: return JOI_KEY_SELECT_PAGE_UP;
    case KEY_SNEXT: return JOI_KEY_SELECT_PAGE_DOWN;
    case SELECT_WORD_LEFT: return JOI_KEY_SELECT_WORD_LEFT;
    case SELECT_WORD_RIGHT: return JOI_KEY_SELECT_WORD_RIGHT;
    default: return JOI_KEY_OTHER;
  }
}

joi_event joi_next_event(void) {
  joi_event event = {JOI_EVENT_NONE, 0, 0, 0};
  wint_t key = 0;
  int answer = get_wch(&key);
  /* ERR is also said of bytes that are no character. What ncurses has read behind those would wait for the next key. */
  for (int again = 0; answer == ERR && again < 4; again++) answer = get_wch(&key);
  if (answer == ERR) return event;
  if (answer == KEY_CODE_YES) {
    if (key == KEY_MOUSE) return mouse_event();
    event.kind = JOI_EVENT_KEY;
    event.code = key_code(key);
  } else {
    event.kind = JOI_EVENT_CHARACTER;
    event.code = (int32_t)key;
  }
  return event;
}

static void on_signal(int number) {
  int kept = errno;
  unsigned char byte = (unsigned char)number;
  if (signal_fd >= 0 && write(signal_fd, &byte, 1) < 0) { /* a full pipe has its wake-up already */ }
  errno = kept;
}

static void on_crash(int number) {
  if (rescue_bytes > 0 && write(STDOUT_FILENO, rescue, (size_t)rescue_bytes) < 0) { /* nothing left to try */ }
  if (termios_saved) tcsetattr(STDIN_FILENO, TCSANOW, &termios_before);
  signal(number, SIG_DFL);
  raise(number);
}

void joi_signals(int32_t fd) {
  static const int told[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
  static const int crashes[] = {SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  signal_fd = fd;
  action.sa_handler = on_signal;
  for (size_t i = 0; i < sizeof told / sizeof *told; i++) sigaction(told[i], &action, NULL);
  action.sa_handler = on_crash;
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) sigaction(crashes[i], &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN); /* a file over its limit is a failed write, which is told */
}

void joi_one_arena(void) { mallopt(M_ARENA_MAX, 1); }

bool joi_not_dumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0; }
