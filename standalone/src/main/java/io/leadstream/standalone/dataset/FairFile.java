// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * People met at a trade fair, in a file as somebody would send it: to be imported, with lines that have to be refused.
 */
public final class FairFile {

    private static final String HEADER =
            "First name,Last name,E-mail,Company,Job title,Industry,Employees,Met on,Notes";
    private static final DateTimeFormatter MET_ON =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private record Line(Person person, long metBeforeAnchor, String notes) {}

    private final List<Line> lines;

    private FairFile(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    static FairFile of(Dice dice, List<Person> people) {
        List<Line> lines = new ArrayList<>();
        for (Person person : people) {
            String notes = dice.chance(0.3) ? "asked about \"follow the sun\", wants a call" : "";
            lines.add(new Line(person, dice.between(0, Timeline.SPAN), notes));
        }
        return new FairFile(lines);
    }

    /** Data lines, those that are refused among them. */
    public int lines() {
        return lines.size() + badLines().size();
    }

    public int refused() {
        return badLines().size();
    }

    /** The file's text; times are told from the anchor. */
    public String text(Instant anchor) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Line line : lines) {
            Person person = line.person();
            append(
                    text,
                    person.firstName(),
                    person.lastName(),
                    person.email(),
                    person.company().name(),
                    person.title(),
                    person.company().industry(),
                    String.valueOf(person.company().employeeCount()),
                    MET_ON.format(anchor.minusMillis(line.metBeforeAnchor())),
                    line.notes());
        }
        badLines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** The mapping that the file is imported with. */
    public static String mapping() {
        try (InputStream in = Objects.requireNonNull(FairFile.class.getResourceAsStream("trade-fair.yaml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> badLines() {
        return List.of(
                "Nora,Without,,,Buyer,,,,no address and no company",
                "Oscar,Typo,oscar.typo_at_example.com,Slate Goods,Buyer,Retail,40,,the sign is missing",
                "Uma,Number,uma.number@example.com,Elm Market,Buyer,Retail,many,,not a number",
                "Theo,Date,theo.date@example.com,Elm Market,Buyer,Retail,12,the day after,not a date");
    }

    private static void append(StringBuilder text, @Nullable String... fields) {
        for (int i = 0; i < fields.length; i++) {
            String field = fields[i] == null ? "" : fields[i];
            boolean quoted = field.contains(",") || field.contains("\"");
            text.append(i == 0 ? "" : ",").append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        text.append('\n');
    }
}
