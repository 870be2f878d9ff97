// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.sink;

import org.jspecify.annotations.NullMarked;
