// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.schemas.asyncapi;

import org.jspecify.annotations.NullMarked;
