// SPDX-License-Identifier: Apache-2.0
/** What a person sees: painted text, tables and progress that fit their terminal. */
@NullMarked
package io.leadstream.standalone.terminal;

import org.jspecify.annotations.NullMarked;
