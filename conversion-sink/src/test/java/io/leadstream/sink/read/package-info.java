// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.sink.read;

import org.jspecify.annotations.NullMarked;
