<div id="comments" class="comments-area"><ol class="comment-list"><?php wp_list_comments(['style' => 'ol', 'short_ping' => true]); ?></ol>
<?php comment_form(); ?></div>
