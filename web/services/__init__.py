"""What the application does, one matter a module. Functions take a session; they raise `errors.ServiceError`."""
