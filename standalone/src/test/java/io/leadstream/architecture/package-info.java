// SPDX-License-Identifier: Apache-2.0
/**
 * The shape of the house as rules. Each family of rules is a method that takes the root package, so that the classes in
 * {@code planted} can prove that it bites.
 */
@NullMarked
package io.leadstream.architecture;

import org.jspecify.annotations.NullMarked;
