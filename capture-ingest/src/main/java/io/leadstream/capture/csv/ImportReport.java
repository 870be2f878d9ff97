// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.schemas.capture.ImportRun;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an import ended.
 *
 * @param run as it stands in the log
 * @param refusedByCode rows by the code of their first error, most frequent first
 * @param rejected file with the refused rows; null when there are none
 */
public record ImportReport(
        ImportRun run,
        Map<String, Long> refusedByCode,
        @Nullable Path rejected) {}
