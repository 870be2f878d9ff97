// SPDX-License-Identifier: Apache-2.0
/** What single steps cost, by JMH: {@code ./benchmarks/run micro}. */
@NullMarked
package io.leadstream.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
