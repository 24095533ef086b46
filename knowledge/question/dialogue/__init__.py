"""What a question takes over from its thread: references such as "those", and slots that it leaves out."""
