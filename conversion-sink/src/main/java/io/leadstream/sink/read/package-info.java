// SPDX-License-Identifier: Apache-2.0
/** What may be asked about leads, over HTTP and by commands. */
@NullMarked
package io.leadstream.sink.read;

import org.jspecify.annotations.NullMarked;
