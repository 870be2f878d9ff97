// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one after the other: the file is never held as a whole. */
final class CsvSource implements AutoCloseable {

    private static final int BUFFER = 65_536;
    private static final int BOM_BYTES = 3;

    private final CountedStream counted;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Header header;
    private long lastLine;

    private CsvSource(CountedStream counted, CsvReader<CsvRecord> reader, Iterator<CsvRecord> records, Header header) {
        this.counted = counted;
        this.reader = reader;
        this.records = records;
        this.header = header;
        this.lastLine = 1;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws ImportException when there is none
     */
    static CsvSource open(Path file, char separator, Charset encoding) throws IOException {
        CountedStream counted = new CountedStream(Files.newInputStream(file));
        // Bytes that can't be decoded become U+FFFD, so that only their row is refused, by its line.
        InputStreamReader text = new InputStreamReader(
                withoutBom(counted),
                encoding.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
        CsvReader<CsvRecord> reader =
                // A row of another length is refused like any other bad row.
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(text);
        try {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new ImportException(file + " is empty; the first line names the columns");
            }
            return new CsvSource(
                    counted, reader, records, Header.of(records.next().getFields()));
        } catch (RuntimeException e) {
            reader.close();
            throw e instanceof CsvParseException broken ? brokenQuotes(1, broken) : e;
        }
    }

    Header header() {
        return header;
    }

    /**
     * The next row, or null at the end.
     *
     * @throws ImportException when quotes are so broken that no row can be told from the next
     */
    @Nullable
    Row next() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            lastLine = record.getStartingLineNumber();
            return new Row(header, lastLine, record.getFields());
        } catch (CsvParseException e) {
            throw brokenQuotes(lastLine + 1, e);
        } catch (UncheckedIOException e) {
            throw new ImportException("the file can't be read on: " + e.getMessage(), e);
        }
    }

    /** How much of the file was taken in, reading ahead included. */
    long bytesRead() {
        return counted.bytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static ImportException brokenQuotes(long line, CsvParseException e) {
        return new ImportException(
                "line " + line
                        + " or soon after: quotes are not closed, or something stands behind a closing quote; mend"
                        + " it and import the file again, what was sent counts once",
                e);
    }

    private static InputStream withoutBom(InputStream in) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(in, BOM_BYTES);
        byte[] first = ahead.readNBytes(BOM_BYTES);
        boolean bom = first.length == BOM_BYTES
                && first[0] == (byte) 0xEF
                && first[1] == (byte) 0xBB
                && first[2] == (byte) 0xBF;
        if (!bom) {
            ahead.unread(first);
        }
        return ahead;
    }

    /** Counts what is taken in. */
    private static final class CountedStream extends FilterInputStream {

        private long bytes;

        CountedStream(InputStream in) {
            super(new BufferedInputStream(in, BUFFER));
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
