// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, as wide as their content and never wider than the terminal: the last text column gives way
 * first, its texts cut with an ellipsis. Numbers stand to the right, bars are drawn to scale.
 */
public final class Table {

    private static final int GAP = 2;
    private static final int LEAST_TEXT = 6;
    private static final int BAR_WIDTH = 28;

    private enum Kind {
        TEXT,
        NUMBER,
        BAR
    }

    private record Column(String heading, Kind kind) {}

    private record Row(List<String> cells, Paint paint) {}

    private boolean even;

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    public Table text(String heading) {
        columns.add(new Column(heading, Kind.TEXT));
        return this;
    }

    public Table number(String heading) {
        columns.add(new Column(heading, Kind.NUMBER));
        return this;
    }

    /** A column of bars: its cells are numbers from 0, the largest fills the column. */
    public Table bar(String heading) {
        columns.add(new Column(heading, Kind.BAR));
        return this;
    }

    /** Of the texts the widest gives way first, wherever it stands. */
    public Table even() {
        even = true;
        return this;
    }

    /** Whether every column has room for something, and every number for all of itself. */
    public boolean fits(Terminal terminal) {
        int total = 0;
        int[] widths = widths(rows.stream().map(Row::cells).toList(), terminal.columns());
        for (int width : widths) {
            total += GAP + width;
        }
        return total <= terminal.columns();
    }

    public Table row(Object... cells) {
        return row(Paint.PLAIN, cells);
    }

    public Table row(Paint paint, Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<String> texts = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            texts.add(cell instanceof Number number ? Numbers.grouped(number) : String.valueOf(cell));
        }
        rows.add(new Row(texts, paint));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints it, indented by two. */
    public void print(Terminal terminal) {
        List<List<String>> drawn = new ArrayList<>();
        double[] scale = scales();
        for (Row row : rows) {
            drawn.add(drawn(terminal, row, scale));
        }
        int[] widths = widths(drawn, terminal.columns());
        terminal.line(Paint.QUIET, joined(headings(), widths));
        for (int i = 0; i < drawn.size(); i++) {
            terminal.line(rows.get(i).paint(), joined(drawn.get(i), widths));
        }
    }

    private List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    private double[] scales() {
        double[] most = new double[columns.size()];
        for (int c = 0; c < columns.size(); c++) {
            if (columns.get(c).kind() == Kind.BAR) {
                for (Row row : rows) {
                    most[c] = Math.max(most[c], Numbers.parsed(row.cells().get(c)));
                }
            }
        }
        return most;
    }

    private List<String> drawn(Terminal terminal, Row row, double[] scale) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            String cell = row.cells().get(c);
            cells.add(columns.get(c).kind() == Kind.BAR ? bar(terminal, Numbers.parsed(cell), scale[c]) : cell);
        }
        return cells;
    }

    private static String bar(Terminal terminal, double value, double most) {
        if (most <= 0 || value <= 0) {
            return "";
        }
        // Something is never drawn as nothing.
        int full = Math.max(1, (int) Math.round(value / most * BAR_WIDTH));
        return terminal.glyph("█", "#").repeat(full);
    }

    private int[] widths(List<List<String>> drawn, int available) {
        int[] widths = new int[columns.size()];
        int total = GAP * columns.size();
        for (int c = 0; c < widths.length; c++) {
            widths[c] = length(columns.get(c).heading());
            for (List<String> row : drawn) {
                widths[c] = Math.max(widths[c], length(row.get(c)));
            }
            total += widths[c];
        }
        while (total > available) {
            int gives = givingWay(widths);
            if (gives < 0) {
                break;
            }
            widths[gives]--;
            total--;
        }
        return widths;
    }

    /** The last column that is not of numbers, as long as something of it is left; then the one before it. */
    private int givingWay(int[] widths) {
        int gives = -1;
        for (int c = widths.length - 1; c >= 0; c--) {
            if (columns.get(c).kind() != Kind.NUMBER && widths[c] > LEAST_TEXT) {
                if (!even) {
                    return c;
                }
                gives = gives < 0 || widths[c] > widths[gives] ? c : gives;
            }
        }
        return gives;
    }

    private String joined(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            line.append(" ".repeat(GAP));
            String cell = cut(cells.get(c), widths[c], columns.get(c).kind());
            String padding = " ".repeat(Math.max(0, widths[c] - length(cell)));
            line.append(columns.get(c).kind() == Kind.NUMBER ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String text, int width, Kind kind) {
        if (length(text) <= width) {
            return text;
        }
        return kind == Kind.BAR
                ? Width.cut(text, width)
                : Width.cut(text, width - 1).stripTrailing() + "…";
    }

    private static int length(String text) {
        return Width.of(text);
    }
}
