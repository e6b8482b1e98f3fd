"""The arq worker: ids in, one service call each."""
