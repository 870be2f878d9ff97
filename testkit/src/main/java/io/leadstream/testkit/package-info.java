// SPDX-License-Identifier: Apache-2.0
/** What tests of every module share: real brokers and databases in the JVM, a topology harness and fixtures. */
@NullMarked
package io.leadstream.testkit;

import org.jspecify.annotations.NullMarked;
