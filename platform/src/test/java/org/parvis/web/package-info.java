@NullMarked
package org.parvis.web;

import org.jspecify.annotations.NullMarked;
