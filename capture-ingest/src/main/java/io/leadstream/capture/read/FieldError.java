// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

/**
 * What is wrong with one field of a caller's event.
 *
 * @param field the field as the caller names it, such as {@code customFields.size}; empty for the event as a whole
 * @param code stable, such as {@code email_invalid}
 * @param message the reason and the fix in words
 */
public record FieldError(String field, String code, String message) {}
