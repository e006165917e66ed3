/* The least that a full-screen program can do: a screen at the start, and for whatever comes in as many bytes as joi-tui
   sends for a cursor step. What load.py measures with it is the harness, the kernel and the pseudo-terminals. "q" ends it. */
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { STEP = 928, SCREEN = 1900 };

int main(void) {
  struct termios terminal;
  char answer[SCREEN], keys[64];
  ssize_t count;
  if (tcgetattr(0, &terminal) != 0) return 1;
  cfmakeraw(&terminal);
  tcsetattr(0, TCSANOW, &terminal);
  memset(answer, 'x', sizeof answer);
  memcpy(answer, "ready", 5);
  if (write(1, answer, SCREEN) != SCREEN) return 1;
  while ((count = read(0, keys, sizeof keys)) > 0) {
    if (keys[0] == 'q') return 0;
    if (write(1, answer, STEP) != STEP) return 1;
  }
  return 1;
}
