// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where text goes and what that place can show. Colour is used only where a person looks (a terminal, no NO_COLOR, no
 * TERM=dumb); lines are redrawn only there. Output is UTF-8 unless the locale is explicitly plain.
 */
public final class Terminal {

    /** Narrower than this, tables are cut; wider than this, they stop growing. */
    private static final int LEAST_COLUMNS = 60;

    private static final int MOST_COLUMNS = 120;
    private static final int USUAL_COLUMNS = 100;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean live;
    private final boolean colour;
    private final boolean unicode;
    private final int columns;

    private Terminal(PrintStream out, PrintStream err, boolean live, boolean colour, boolean unicode, int columns) {
        this.out = out;
        this.err = err;
        this.live = live;
        this.colour = colour;
        this.unicode = unicode;
        this.columns = columns;
    }

    /**
     * The process's standard output as the environment describes it. LEADSTREAM_TTY (0 or 1) and LEADSTREAM_COLUMNS are
     * set by the start script, which can ask the shell; without them nobody is thought to look.
     */
    public static Terminal ofProcess(Map<String, String> environment) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean live = "1".equals(environment.get("LEADSTREAM_TTY")) && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                out,
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                live,
                live && valueOf(environment, "NO_COLOR").isEmpty(),
                speaksUnicode(environment),
                columnsOf(environment));
    }

    /** A terminal that writes to a stream, for tests and for output that is captured. */
    public static Terminal of(OutputStream out, boolean live, boolean colour, int columns) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, live, colour, true, clamp(columns));
    }

    /** The same place without colour. */
    public Terminal withoutColour() {
        return new Terminal(out, err, live, false, unicode, columns);
    }

    public int columns() {
        return columns;
    }

    public boolean hasColour() {
        return colour;
    }

    /** True when a line can be drawn again over itself. */
    public boolean live() {
        return live;
    }

    /** The first text, or its plain-ASCII stand-in where the locale has no Unicode. */
    public String glyph(String fine, String plain) {
        return unicode ? fine : plain;
    }

    public String paint(Paint paint, String text) {
        return colour ? paint.on(text) : text;
    }

    public void line(String text) {
        out.println(text);
    }

    public void line(Paint paint, String text) {
        out.println(paint(paint, text));
    }

    /** Text that goes on in further lines, indented, where it is longer than the terminal is wide. */
    public void paragraph(int indent, String text) {
        paragraph(2, indent, text);
    }

    /** The same, its first line indented in its own way. */
    public void paragraph(int first, int indent, String text) {
        paragraph(Paint.PLAIN, first, indent, text);
    }

    /** The same in a colour. */
    public void paragraph(Paint paint, int first, int indent, String text) {
        StringBuilder line = new StringBuilder(" ".repeat(first));
        for (String word : text.split(" ", -1)) {
            boolean fits = Width.of(line.toString()) + 1 + Width.of(word) <= columns;
            if (!fits && !line.toString().isBlank()) {
                line(paint, line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent));
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        line(paint, line.toString());
    }

    /** A mistake or failure with what to do about it, where errors go. */
    public void problem(String problem, String remedy) {
        err.println(paint(Paint.BAD, "Error: ") + problem);
        err.println("  " + remedy.strip());
    }

    public void blank() {
        out.println();
    }

    /** A heading with air above it. */
    public void heading(String text) {
        blank();
        line(Paint.TITLE, text);
    }

    /** Text as it is, without a line end. */
    public void raw(String text) {
        out.print(text);
        out.flush();
    }

    /** The stream itself, for output that is somebody else's, such as usage help. */
    public PrintStream stream() {
        return out;
    }

    private static String valueOf(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "");
    }

    private static boolean speaksUnicode(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = valueOf(environment, name).toUpperCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return !(locale.equals("C") || locale.equals("POSIX"));
            }
        }
        return true;
    }

    private static int columnsOf(Map<String, String> environment) {
        String columns = environment.getOrDefault("LEADSTREAM_COLUMNS", "");
        return columns.matches("[0-9]{1,5}") ? clamp(Integer.parseInt(columns)) : USUAL_COLUMNS;
    }

    private static int clamp(int columns) {
        return Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, columns));
    }
}
