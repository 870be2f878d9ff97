// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.sink.table;

import org.jspecify.annotations.NullMarked;
