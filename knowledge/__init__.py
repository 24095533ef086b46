"""What the bot knows: the strategy, questions, answers, arithmetic and words. It knows neither Slack nor SQL.

`guide.Guide` answers questions, `dialogue.Dialogue` does so with a thread's memory. `ports` and `queue_ports` list what others
must provide to them. `question_set` scores answers, `errors` holds the tree of errors.
"""
