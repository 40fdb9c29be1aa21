/** The engine's end in the worker. */
