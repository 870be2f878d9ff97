// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.capture.RejectedInput;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code rejected_inputs}: a refused row of a file, or a record that somebody could not process. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record RejectedRow(
        String rejectionId,
        String source,
        @Nullable String importId,
        @Nullable Long line,
        @Nullable String field,
        String code,
        String reason,
        @Nullable String raw,
        byte @Nullable [] rawBytes,
        @Nullable String headers,
        Instant rejectedAt) {

    static final Table<RejectedRow> TABLE = Table.ofFacts(
            "rejected_inputs",
            RejectedRow::rejectionId,
            Columns.of(RejectedRow.class)
                    .text("rejection_id", RejectedRow::rejectionId)
                    .text("source", RejectedRow::source)
                    .text("import_id", RejectedRow::importId)
                    .bigint("line", RejectedRow::line)
                    .text("field", RejectedRow::field)
                    .text("code", RejectedRow::code)
                    .text("reason", RejectedRow::reason)
                    .text("raw", RejectedRow::raw)
                    .bytes("raw_bytes", RejectedRow::rawBytes)
                    .json("headers", RejectedRow::headers)
                    .timestamp("rejected_at", RejectedRow::rejectedAt)
                    .build());

    static RejectedRow of(RejectedInput input) {
        return new RejectedRow(
                input.getRejectionId(),
                input.getSource(),
                input.getImportId(),
                input.getLine(),
                input.getField(),
                input.getCode(),
                input.getReason(),
                input.getRaw(),
                null,
                null,
                input.getRejectedAt());
    }
}
