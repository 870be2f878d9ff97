// SPDX-License-Identifier: Apache-2.0
/**
 * Load runs over the real parts, each beside the bare limit of the same machine in the same minute. A figure without its
 * limit says more about the machine than about the code.
 */
@NullMarked
package io.leadstream.benchmarks;

import org.jspecify.annotations.NullMarked;
