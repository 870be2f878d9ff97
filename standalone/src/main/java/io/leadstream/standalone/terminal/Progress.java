// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a piece of work is: a bar with rate and remaining time, redrawn in place on a terminal; elsewhere one line at
 * each quarter. Not thread-safe.
 */
public final class Progress {

    private static final int BAR_WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final Terminal terminal;
    private final String label;
    private final String unit;
    private final long total;
    private final long startedNanos = System.nanoTime();
    private long drawnNanos;
    private int quarter;

    public Progress(Terminal terminal, String label, String unit, long total) {
        this.terminal = terminal;
        this.label = label;
        this.unit = unit;
        this.total = Math.max(1, total);
    }

    /** Says that so much of the total is done; cheap enough to be called for every piece. */
    public void at(long done) {
        long now = System.nanoTime();
        if (terminal.live()) {
            if (now - drawnNanos >= REDRAW_NANOS) {
                drawnNanos = now;
                terminal.raw("\r" + drawn(done, now) + "\u001b[K");
            }
            return;
        }
        int reached = (int) Math.min(3, done * 4 / total);
        if (reached > quarter) {
            quarter = reached;
            terminal.line(drawn(done, now));
        }
    }

    /** Ends it with a line that stays. */
    public void done(String summary) {
        Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
        String mark = terminal.paint(Paint.GOOD, terminal.glyph("✓", "ok"));
        String line = "  " + mark + " " + padded(label) + summary + "  "
                + terminal.paint(Paint.QUIET, Numbers.duration(took));
        terminal.raw(terminal.live() ? "\r" + line + "\u001b[K\n" : line + "\n");
    }

    /** Leaves the line as it is, so that what follows starts on its own. */
    public void broken() {
        if (terminal.live()) {
            terminal.raw("\n");
        }
    }

    private String drawn(long done, long now) {
        double share = Math.min(1.0, (double) done / total);
        int full = (int) Math.round(share * BAR_WIDTH);
        double seconds = Math.max(0.001, (now - startedNanos) / 1e9);
        double rate = done / seconds;
        String remaining = rate > 0 && done < total
                ? "  " + Numbers.duration(Duration.ofSeconds(Math.round((total - done) / rate))) + " left"
                : "";
        String bar = terminal.paint(Paint.ACCENT, terminal.glyph("█", "#").repeat(full))
                + terminal.paint(Paint.QUIET, terminal.glyph("░", ".").repeat(BAR_WIDTH - full));
        return String.format(
                Locale.ROOT, "    %s%s %3.0f %%  %,.0f %s/s%s", padded(label), bar, share * 100, rate, unit, remaining);
    }

    static String padded(String label) {
        return String.format(Locale.ROOT, "%-12s", label);
    }
}
