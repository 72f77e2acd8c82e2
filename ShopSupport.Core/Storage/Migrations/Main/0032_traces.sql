-- The W3C traceparent of what caused an event, so that a trace goes on to the screens.
ALTER TABLE shop_events ADD trace_parent {key(55)} NULL;
