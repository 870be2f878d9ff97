// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.standalone.command;

import org.jspecify.annotations.NullMarked;
