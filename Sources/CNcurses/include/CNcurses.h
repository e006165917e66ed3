/* The terminal as a few plain C functions: all of ncurses that joi-tui uses.
 *
 * This header does not include <curses.h>: its macros, globals and variadic functions do not import into Swift 6
 * (docs/architecture.md). Policy (which key does what, what stands where) is not here.
 */
#ifndef JOI_CNCURSES_H
#define JOI_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What joi_open answers. */
enum {
  JOI_OPEN_OK = 0,
  JOI_OPEN_UNKNOWN_TERMINAL = 1, /* no terminfo entry for TERM, nor for the fallback */
  JOI_OPEN_DUMB_TERMINAL = 2     /* an entry that can't place the cursor */
};

/* Bits of a cell's attributes. */
enum {
  JOI_BOLD = 1,
  JOI_DIM = 2,
  JOI_UNDERLINE = 4,
  JOI_REVERSE = 8
};

/* Kinds of joi_event. */
enum {
  JOI_EVENT_NONE = 0,   /* nothing is waiting */
  JOI_EVENT_CHARACTER,  /* code: a Unicode scalar, controls among them */
  JOI_EVENT_KEY,        /* code: one of JOI_KEY_* */
  JOI_EVENT_MOUSE,      /* code: one of JOI_MOUSE_*, x and y: the cell */
  JOI_EVENT_END         /* end of input: the terminal has gone */
};

enum {
  JOI_KEY_UP = 1, JOI_KEY_DOWN, JOI_KEY_LEFT, JOI_KEY_RIGHT, JOI_KEY_HOME, JOI_KEY_END, JOI_KEY_PAGE_UP,
  JOI_KEY_PAGE_DOWN, JOI_KEY_BACKSPACE, JOI_KEY_DELETE, JOI_KEY_INSERT, JOI_KEY_BACK_TAB, JOI_KEY_ENTER,
  JOI_KEY_F1, JOI_KEY_PASTE_BEGIN, JOI_KEY_PASTE_END, JOI_KEY_RESIZE, JOI_KEY_OTHER,
  /* Ctrl, or Alt, with left and right. */
  JOI_KEY_WORD_LEFT, JOI_KEY_WORD_RIGHT,
  /* The same keys with Shift. */
  JOI_KEY_SELECT_UP, JOI_KEY_SELECT_DOWN, JOI_KEY_SELECT_LEFT, JOI_KEY_SELECT_RIGHT, JOI_KEY_SELECT_HOME,
  JOI_KEY_SELECT_END, JOI_KEY_SELECT_PAGE_UP, JOI_KEY_SELECT_PAGE_DOWN, JOI_KEY_SELECT_WORD_LEFT,
  JOI_KEY_SELECT_WORD_RIGHT
};

enum { JOI_MOUSE_PRESS = 1, JOI_MOUSE_WHEEL_UP, JOI_MOUSE_WHEEL_DOWN, JOI_MOUSE_OTHER };

typedef struct {
  int32_t kind;
  int32_t code;
  int32_t x;
  int32_t y;
} joi_event;

/* Sets the locale from the environment; where its characters are not UTF-8, C.UTF-8 stands in for them. */
void joi_locale(void);

/* Columns of one Unicode scalar as the C library (and so ncurses) counts them; -1 for a control character.
 * joi_locale must have run. */
int32_t joi_width(uint32_t scalar);

/* Takes the terminal on standard input and output; `fallback` is tried where TERM has no entry. */
int32_t joi_open(const char *fallback, int32_t escape_delay_ms);

/* Whether joi_open took the fallback. */
bool joi_fell_back(void);

/* Gives the terminal back as it was. Safe to call twice. */
void joi_close(void);

/* Stops the process as Ctrl-Z does elsewhere; returns when it goes on, with the screen to be drawn again. */
void joi_suspend(void);

/* Fits ncurses to the terminal's size now; true where it changed. */
bool joi_resize(void);
int32_t joi_rows(void);
int32_t joi_columns(void);
int32_t joi_colours(void);

/* Colour pair `pair` (1...255); -1 is the terminal's own foreground or background. */
void joi_pair(int32_t pair, int32_t foreground, int32_t background);

void joi_clear(void);
void joi_put(int32_t row, int32_t column, const char *utf8, int32_t bytes, int32_t attributes, int32_t pair);
/* Blanks from the given cell to the end of its row. */
void joi_clear_row(int32_t row, int32_t column);
/* Sends what changed, the cursor left on that cell; a negative row hides it. */
void joi_flush(int32_t cursor_row, int32_t cursor_column);
/* Forgets what the terminal shows, so that the next flush sends everything. */
void joi_repaint(void);

/* The next event that is already waiting; never blocks (but for the Esc delay). */
joi_event joi_next_event(void);
void joi_mouse(bool on);

/* Writes bytes to the terminal past ncurses, between two flushes (the clipboard sequence). */
bool joi_write_raw(const char *bytes, size_t count);

/* Each signal of the program (TERM, HUP, INT, QUIT, WINCH, TSTP, CONT) writes its number as one byte to `fd`.
 * A crash (SEGV, ILL, TRAP, ABRT, BUS, FPE) gives the terminal back first. */
void joi_signals(int32_t fd);

/* From now on nothing of the process is written to a core file or read by another process of its user
 * (prctl(2), PR_SET_DUMPABLE). */
bool joi_not_dumpable(void);

/* From now on all threads allocate from one arena (mallopt(3), M_ARENA_MAX): what one gave back the next one takes.
 * To be called before there is another thread. */
void joi_one_arena(void);

#endif
