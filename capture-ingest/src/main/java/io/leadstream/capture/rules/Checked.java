// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking a source.
 *
 * @param source name of what was checked
 * @param value null when there are mistakes
 * @param mistakes every one of them, in the order of the text
 * @param advice what is allowed and yet seldom meant
 */
public record Checked<V>(String source, @Nullable V value, List<Finding> mistakes, List<Finding> advice) {}
