# The scripts do the work; this is for those with the habit.
.PHONY: build run test lint bench man deb host-test install clean

prefix = /usr/local
zshdir = $(prefix)/share/zsh/site-functions

build: ; scripts/build
run: ; scripts/run
test: ; scripts/test
lint: ; scripts/lint
bench: ; scripts/bench
# The man page by the argument parser's plugin, and the shells' completions by the program itself.
man: ; scripts/man
# The Debian package, into .build/deb/.
deb: ; scripts/deb
# The package on a fresh Debian 12 of its own, with sshd on loopback; needs root.
host-test: ; scripts/host-test
install: build
	install -D -m 755 .build/release/joi-tui $(DESTDIR)$(prefix)/bin/joi-tui
	install -D -m 644 docs/man/joi-tui.1 $(DESTDIR)$(prefix)/share/man/man1/joi-tui.1
	install -D -m 644 docs/completions/joi-tui.bash $(DESTDIR)$(prefix)/share/bash-completion/completions/joi-tui
	install -D -m 644 docs/completions/_joi-tui $(DESTDIR)$(zshdir)/_joi-tui
	install -D -m 644 docs/completions/joi-tui.fish $(DESTDIR)$(prefix)/share/fish/vendor_completions.d/joi-tui.fish
clean: ; rm -rf .build .run
