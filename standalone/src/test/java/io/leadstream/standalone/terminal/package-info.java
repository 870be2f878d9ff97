// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.standalone.terminal;

import org.jspecify.annotations.NullMarked;
