"""Project package and ground floor: people, the bank, requests, pairs, documents."""
