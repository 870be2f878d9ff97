// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

/**
 * A value before it is checked.
 *
 * @param value text, or an object of the declared type
 * @param origin how a person gave it, such as {@code environment SCORING_HTTP_PORT}; empty when by code
 */
record RawValue(Object value, String origin) {}
