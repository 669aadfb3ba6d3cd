package org.parvis.web;

/**
 * A form came without the proof that our page held it: its session ended, or its cookie is gone.
 *
 * @see KeptPage
 */
class LostForm extends RuntimeException {}
