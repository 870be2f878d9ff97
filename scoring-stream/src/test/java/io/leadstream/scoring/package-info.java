// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.scoring;

import org.jspecify.annotations.NullMarked;
