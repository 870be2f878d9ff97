// SPDX-License-Identifier: Apache-2.0
/** What a supervisor asks a process over HTTP. */
@NullMarked
package io.leadstream.runtime.health;

import org.jspecify.annotations.NullMarked;
