// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Shows an import to a person: a bar with rate and remaining time that is drawn again in place on a terminal, a plain
 * line every few seconds elsewhere.
 */
public final class ImportConsole implements ImportProgress.Listener {

    private static final int BAR = 30;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final long started = System.nanoTime();
    private long drawn;
    private boolean ended;

    /** Writes to {@code out}; {@code terminal} says whether a line can be drawn again there. */
    public ImportConsole(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.drawn = started;
    }

    @Override
    public void at(ImportProgress progress) {
        long now = System.nanoTime();
        boolean end = progress.share() >= 1;
        if (ended || (!end && now - drawn < (terminal ? REDRAW_NANOS : LINE_NANOS))) {
            return;
        }
        drawn = now;
        String line = line(progress, (now - started) / 1e9);
        if (terminal) {
            out.print("\r" + line + "\u001b[K" + (end ? System.lineSeparator() : ""));
            out.flush();
        } else {
            out.println(line);
        }
        ended = end;
    }

    private String line(ImportProgress progress, double seconds) {
        double share = progress.share();
        int full = (int) Math.round(share * BAR);
        double rate = seconds > 0 ? progress.lines() / seconds : 0;
        String left = share > 0 && share < 1 ? "  " + time(seconds / share - seconds) + " left" : "";
        String bar = terminal ? "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " : "";
        return String.format(
                Locale.ROOT,
                "%s%3.0f %%  %,d rows  %,d refused  %,.0f rows/s%s",
                bar,
                share * 100,
                progress.lines(),
                progress.refused(),
                rate,
                left);
    }

    private static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
}
