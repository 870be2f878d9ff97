// SPDX-License-Identifier: Apache-2.0
/** Import of CSV files. */
@NullMarked
package io.leadstream.capture.csv;

import org.jspecify.annotations.NullMarked;
