// SPDX-License-Identifier: Apache-2.0
/** Looking into a running instance: its topics, its database, one lead's story, and whether it is well. */
@NullMarked
package io.leadstream.standalone.inspect;

import org.jspecify.annotations.NullMarked;
