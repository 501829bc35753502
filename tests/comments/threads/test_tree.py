"""Sorting by the tree key is a depth-first walk."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from comments.threads import tree


@dataclass
class Node:
    """A position in the tree."""

    number: int
    order_key: bytes
    parent: "Node | None" = None


def build_nodes(parents: list[int]) -> list[Node]:
    """Return a tree in which comment n+1 answers comment ``answers[n]`` of those before, or none.

    The value is taken modulo the number of choices; the last choice is to answer nobody.
    """
    made: list[Node] = []
    for number, parent_choice in enumerate(parents, start=1):
        choice = parent_choice % number
        parent = made[choice] if choice < len(made) else None
        made.append(Node(number, tree.build_order_key(number, parent), parent))
    return made


def walk(all_nodes: list[Node], parent: Node | None = None) -> Iterator[Node]:
    """Walk the tree naively: each comment, then its replies by number."""
    for node in all_nodes:
        if node.parent is parent:
            yield node
            yield from walk(all_nodes, node)


def get_level(node: Node) -> int:
    """Return the number of ancestors."""
    return 1 + get_level(node.parent) if node.parent else 0


@given(st.lists(st.integers(min_value=0), max_size=40))
def test_sorting_by_the_key_walks_the_tree(parents: list[int]) -> None:
    made = build_nodes(parents)
    assert sorted(made, key=lambda node: node.order_key) == list(walk(made))


@given(st.lists(st.integers(min_value=0), max_size=40))
def test_the_key_contains_the_depth(parents: list[int]) -> None:
    assert all(tree.get_depth(node.order_key) == get_level(node) for node in build_nodes(parents))


@given(st.integers(min_value=1, max_value=2**31 - 1), st.integers(min_value=1, max_value=2**31 - 1))
def test_keys_sort_by_number(number: int, other_number: int) -> None:
    keys = tree.build_order_key(number, None), tree.build_order_key(other_number, None)
    assert (keys[0] < keys[1]) == (number < other_number)


def test_the_depth_is_limited() -> None:
    chain: list[Node] = []
    for number in range(1, 201):
        parent = chain[-1] if chain else None
        chain.append(Node(number, tree.build_order_key(number, parent), parent))
    assert [tree.get_depth(node.order_key) for node in chain[:3]] == [0, 1, 2]
    assert max(tree.get_depth(node.order_key) for node in chain) == tree.MAX_DEPTH
    assert max(len(node.order_key) for node in chain) == 256
    assert sorted(chain, key=lambda node: node.order_key) == chain


def test_an_empty_key_has_depth_zero() -> None:
    assert tree.get_depth(b"") == 0
