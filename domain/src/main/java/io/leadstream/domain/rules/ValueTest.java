// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

/** A test of one value that is there. */
interface ValueTest {

    /** Whether the test holds for the value on that UTC day. */
    boolean holds(Object value, long today);
}
