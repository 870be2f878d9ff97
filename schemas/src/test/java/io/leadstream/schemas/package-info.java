// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.schemas;

import org.jspecify.annotations.NullMarked;
